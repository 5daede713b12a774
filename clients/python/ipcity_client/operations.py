"""One method for each operation of the API. Made by `generate.py`; do not edit."""

from __future__ import annotations

from typing import Any

from ipcity_client.transport import Transport


class Operations(Transport):
    def class_symbol(self, *, symbol: Any, realm: Any = None) -> Any:
        """An IPC symbol of any depth, or a Locarno class, with the next level down as far as the data hold any."""
        return self.ask("GET", "/api/v1/classes/{symbol}", {"symbol": symbol}, {"realm": realm}, None)

    def collections(self) -> Any:
        """收藏夹 / Collections"""
        return self.ask("GET", "/api/v1/collections", {}, {}, None)

    def make_collection(self, *, name: Any, about: Any = None) -> Any:
        """建收藏夹 / Make a collection"""
        return self.ask("POST", "/api/v1/collections", {}, {}, {"name": name, "about": about})

    def entries(self, *, pk: Any) -> Any:
        """Also of a collection that was shared with you."""
        return self.ask("GET", "/api/v1/collections/{pk}/records", {"pk": pk}, {}, None)

    def add_entry(self, *, pk: Any, record_id: Any, note: Any = None) -> Any:
        """加入记录 / Add a record"""
        return self.ask(
            "POST", "/api/v1/collections/{pk}/records", {"pk": pk}, {}, {"record_id": record_id, "note": note}
        )

    def coverage(self) -> Any:
        """What the loaded data can speak about, as each load declared it."""
        return self.ask("GET", "/api/v1/coverage", {}, {}, None)

    def exports(self) -> Any:
        """The latest hundred."""
        return self.ask("GET", "/api/v1/exports", {}, {}, None)

    def order_export(
        self,
        *,
        form: Any,
        q: Any = None,
        year_from: Any = None,
        year_to: Any = None,
        realm: Any = None,
        sort: Any = None,
        by: Any = None,
        limit: Any = None,
        cursor: Any = None,
        include: Any = None,
        exclude: Any = None,
        language: Any = None,
    ) -> Any:
        """Made in the background, without a cap, within each source's terms. Ask for it again until `state` is ready."""
        return self.ask(
            "POST",
            "/api/v1/exports",
            {},
            {},
            {
                "q": q,
                "year_from": year_from,
                "year_to": year_to,
                "realm": realm,
                "sort": sort,
                "by": by,
                "limit": limit,
                "cursor": cursor,
                "include": include,
                "exclude": exclude,
                "form": form,
                "language": language,
            },
        )

    def export(self, *, pk: Any) -> Any:
        """一个导出 / One export"""
        return self.ask("GET", "/api/v1/exports/{pk}", {"pk": pk}, {}, None)

    def export_file(self, *, pk: Any) -> Any:
        """The file; with `Range` from any byte on."""
        return self.ask("GET", "/api/v1/exports/{pk}/file", {"pk": pk}, {}, None)

    def indicators(self) -> Any:
        """Every indicator with its rule and the source of the rule in law."""
        return self.ask("GET", "/api/v1/indicators", {}, {}, None)

    def figure(self, *, code: Any, area: Any = None, on: Any = None, realm: Any = None) -> Any:
        """The figure of a place on a day, or why there is none. `snapshot_id` opens the rows."""
        return self.ask(
            "GET", "/api/v1/indicators/{code}", {"code": code}, {"area": area, "on": on, "realm": realm}, None
        )

    def law_annuities(self, *, kind: Any, filed: Any, granted: Any, as_of: Any, reduction: Any = None) -> Any:
        """The annuities of a patent, year by year: last day, amount, reduction, late fees, each with its rule."""
        return self.ask(
            "GET",
            "/api/v1/law/annuities",
            {},
            {"kind": kind, "filed": filed, "granted": granted, "as_of": as_of, "reduction": reduction},
            None,
        )

    def law_number(self, *, text: Any, on: Any = None) -> Any:
        """What a number is, its normal form, and whether its check digit is right."""
        return self.ask("GET", "/api/v1/law/number", {}, {"text": text, "on": on}, None)

    def law_workdays(self, *, begin: Any, count: Any, provisional: Any = None) -> Any:
        """The n-th working day after a day; refused where the holidays of a year are not published."""
        return self.ask(
            "GET",
            "/api/v1/law/workdays",
            {},
            {"begin": begin, "count": count, "provisional": provisional},
            None,
        )

    def organisation(self, *, key: Any) -> Any:
        """By name. Natural persons are not here, whatever they hold."""
        return self.ask("GET", "/api/v1/organisations/{key}", {"key": key}, {}, None)

    def place(self, *, code: Any, realm: Any = None) -> Any:
        """By its six digits, or the id of a functional area. Functional areas overlap districts: never add the two."""
        return self.ask("GET", "/api/v1/places/{code}", {"code": code}, {"realm": realm}, None)

    def record(self, *, number: Any) -> Any:
        """By its id or any of its numbers, however it is written: `CN106564189B`, `ZL 2016 1 0984321.9`."""
        return self.ask("GET", "/api/v1/records/{number}", {"number": number}, {}, None)

    def search(
        self,
        *,
        q: Any = None,
        year_from: Any = None,
        year_to: Any = None,
        realm: Any = None,
        sort: Any = None,
        by: Any = None,
        limit: Any = None,
        cursor: Any = None,
        include: Any = None,
        exclude: Any = None,
        facets: Any = None,
    ) -> Any:
        """One page of a list, its exact total, and the facets asked for. Go on with `next_cursor` until it is null."""
        return self.ask(
            "GET",
            "/api/v1/search",
            {},
            {
                "q": q,
                "year_from": year_from,
                "year_to": year_to,
                "realm": realm,
                "sort": sort,
                "by": by,
                "limit": limit,
                "cursor": cursor,
                "include": include,
                "exclude": exclude,
                "facets": facets,
            },
            None,
        )

    def search_by_body(
        self,
        *,
        q: Any = None,
        year_from: Any = None,
        year_to: Any = None,
        realm: Any = None,
        sort: Any = None,
        by: Any = None,
        limit: Any = None,
        cursor: Any = None,
        include: Any = None,
        exclude: Any = None,
        facets: Any = None,
    ) -> Any:
        """The same, for queries and choices too long for an address."""
        return self.ask(
            "POST",
            "/api/v1/search",
            {},
            {},
            {
                "q": q,
                "year_from": year_from,
                "year_to": year_to,
                "realm": realm,
                "sort": sort,
                "by": by,
                "limit": limit,
                "cursor": cursor,
                "include": include,
                "exclude": exclude,
                "facets": facets,
            },
        )

    def searches(self) -> Any:
        """保存的检索 / Saved searches"""
        return self.ask("GET", "/api/v1/searches", {}, {}, None)

    def save_search(
        self,
        *,
        name: Any,
        q: Any = None,
        year_from: Any = None,
        year_to: Any = None,
        realm: Any = None,
        sort: Any = None,
        by: Any = None,
        limit: Any = None,
        cursor: Any = None,
        include: Any = None,
        exclude: Any = None,
        watched: Any = None,
    ) -> Any:
        """What is there now counts as seen; with `watched`, news are told."""
        return self.ask(
            "POST",
            "/api/v1/searches",
            {},
            {},
            {
                "q": q,
                "year_from": year_from,
                "year_to": year_to,
                "realm": realm,
                "sort": sort,
                "by": by,
                "limit": limit,
                "cursor": cursor,
                "include": include,
                "exclude": exclude,
                "name": name,
                "watched": watched,
            },
        )

    def delete_search(self, *, pk: Any) -> Any:
        """删除 / Delete"""
        return self.ask("DELETE", "/api/v1/searches/{pk}", {"pk": pk}, {}, None)

    def search_news(self, *, pk: Any) -> Any:
        """Records that came or changed since the data version last seen, at most a thousand."""
        return self.ask("GET", "/api/v1/searches/{pk}/news", {"pk": pk}, {}, None)

    def evidence(self, *, snapshot_id: Any, offset: Any = None, limit: Any = None) -> Any:
        """The rows that made a figure, from the version of the data that it cites."""
        return self.ask(
            "GET",
            "/api/v1/snapshots/{snapshot_id}/rows",
            {"snapshot_id": snapshot_id},
            {"offset": offset, "limit": limit},
            None,
        )

    def sources(self) -> Any:
        """Who published what this house can read, on which terms, and how many loaded records speak from it."""
        return self.ask("GET", "/api/v1/sources", {}, {}, None)
