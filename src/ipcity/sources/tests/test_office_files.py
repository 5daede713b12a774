"""The real files of the offices: every reader hands over as many records as a count by other means finds."""

from __future__ import annotations

import re
import zipfile

import pytest

from ipcity.base.errors import BadInput
from ipcity.sources import all_sources
from ipcity.testing import shared_path

# Which files, and what a record begins with in them: counted as text, with no parser.
COUNTED = [
    ("uspto", "office_xml/uspto/*/*.xml", r"<us-patent-grant |<us-patent-application |<PATDOC |<patent-application-publication>|<uspat:CPCMasterClassificationRecord>"),
    ("uspto", "office_xml/uspto_weekly/*.xml", r"<us-patent-grant "),
    ("uspto", "office_xml/uspto_odp/testdata/*.xml", r"<us-patent-grant "),
    ("uspto_text", "office_xml/uspto/css_brs/*.txt", r"BRS DOCUMENT BOUNDARY"),
    ("uspto_odp", "office_xml/uspto_odp/demo/examples/*patent*/*.json", r'"applicationMetaData"'),
    ("uspto_odp", "office_xml/uspto_odp/demo/examples/*trademark*/*.json", r'"prosecutionHistory"'),
    ("epo", "office_xml/epo_docdb/*.xml", r"<(?:exch:)?exchange-document "),
    ("epo", "office_xml/epo_ops*/**/*.xml",
     r"<exchange-document |<ops:family-member[ >]|<ops:equivalents-inquiry|<ns3:register-document |<ops:publication-reference system|<claims lang"),
    ("cnipa_exchange", "office_xml/cnipa/citation/*/*.XML", r"<business:PatentDocumentAndRelated "),
    ("cnipa_exchange", "office_xml/cnipa/example.utf8", r"(?m)^<#>"),
    ("cnipa_filing", "office_xml/cnipa/application/**/*.xml", r"<claim id=\"cl001\"|<cn-abstract>\s*<p |<invention-title"),
    ("cnipr", "office_xml/cnipr_record/*.json", r'"patDocId"'),
    ("dpma", "office_xml/dpma/testdata/*.xml", r"<dpma-patent-document|<PatentHitListRecord>|<DesignHitListRecord>|<Entries>|<Design>|<TradeMark>|<TradeMark "),
    ("marks_st66", "other_rights/trademark_st66/**/*.xml", r"<TradeMark[ >]|<TMBRAND>"),
    ("gi_register", "other_rights/gi_register.json", r'"EA_FileNumber"'),
    ("qichacha_rights", "other_rights/qichacha_trademark_copyright/*.js", r"RegNo:|RegisterNo:"),
]  # fmt: skip


def source(name):
    return next(one for one in all_sources() if one.passport.name == name)


def rows(name, path):
    reader = source(name)
    assert reader.recognises(path, path.read_bytes()[: 64 * 1024]), path
    try:
        found = list(reader.read(path))
    except BadInput as refused:
        return [], refused.message
    assert not [row.problem for row in found if row.problem], path
    return found, None


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "files", "begins"), COUNTED, ids=[f"{one[0]}-{at}" for at, one in enumerate(COUNTED)]
)
def test_as_many_records_as_a_count_of_the_text(name, files, begins):
    data = shared_path("data")
    paths = sorted(data.glob(files))
    assert paths
    for path in paths:
        text = path.read_text(encoding="utf-8")
        expected = len(re.findall(begins, text))
        found, refused = rows(name, path)
        assert len(found) == expected, (path, len(found), expected, refused)
        assert bool(refused) == (not found), path


@pytest.mark.shared
def test_trade_marks_in_a_zip(tmp_path):
    with zipfile.ZipFile(shared_path("data/other_rights/trademark_uspto/seed.zip")) as archive:
        path = tmp_path / "seed.xml"
        path.write_bytes(archive.read("seed.xml"))
    found, _ = rows("uspto_marks", path)
    assert len(found) == path.read_text(encoding="utf-8").count("<case-file>") == 11


@pytest.mark.shared
def test_every_file_of_the_offices_is_known_to_one_source_alone():
    strangers = (".zip",)
    data = shared_path("data")
    for folder in ("office_xml", "other_rights"):
        for path in sorted((data / folder).rglob("*")):
            if path.is_file() and not path.name.endswith(strangers):
                head = path.read_bytes()[: 64 * 1024]
                knowing = [one.passport.name for one in all_sources() if one.recognises(path, head)]
                assert len(knowing) == 1, (path, knowing)
