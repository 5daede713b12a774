"""One's own things: exports, saved searches, collections."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from ipcity.city.api.shapes.asked import NO_NUL, Asked, Common, Facet, Text
from ipcity.city.exports.writers import WRITERS

Form = StrEnum("Form", {name.upper(): name for name in WRITERS})  # type: ignore[misc]
Name = Annotated[str, StringConstraints(min_length=1, max_length=120, pattern=r"^[^\x00]*\S[^\x00]*$")]
Note = Annotated[str, StringConstraints(max_length=2000, pattern=NO_NUL)]
Choices = Annotated[dict[Facet, Annotated[list[Text], Field(max_length=50)]], Field(default={})]


class OneList(Common):
    """A whole list: the query and its choices, without pages."""

    cursor: Literal[""] = ""
    limit: Literal[0] = 0
    include: Choices
    exclude: Choices


class ExportAsked(OneList):
    form: Form
    language: Literal["zh", "en"] = "zh"


class ExportOut(BaseModel):
    """`sha256` of the file, once it is ready; a broken download goes on with `Range`."""

    id: int
    form: str
    state: str
    query: str
    rows: int | None
    size: int | None
    sha256: str | None
    about: dict[str, Any]
    error: str
    created_at: datetime
    ready_at: datetime | None
    expires_at: datetime | None


class SearchAsked(OneList):
    name: Name
    watched: bool = False


class SearchKept(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    query: str
    filters: dict[str, Any]
    watched: bool
    seen_version: int
    news: int
    created_at: datetime


class NewsOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    record_id: str
    is_new: bool
    version: int


class CollectionAsked(Asked):
    name: Name
    about: Note = ""


class CollectionOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    about: str
    created_at: datetime
    changed_at: datetime


class EntryAsked(Asked):
    record_id: Text
    note: Note = ""


class EntryOut(BaseModel):
    model_config = ConfigDict(from_attributes=True)

    record_id: str
    note: str
    position: int
    added_at: datetime
