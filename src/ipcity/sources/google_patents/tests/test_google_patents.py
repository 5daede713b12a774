"""A saved page."""

from __future__ import annotations

import pytest

from ipcity.sources.tests.reading import parties, read, written
from ipcity.testing import shared_path

PAGE = """<!doctype html><html><head><title>CN101551481B - 渔竿 - Google Patents</title><script>var x = "<span itemprop='title'>no</span>"</script></head>
<body><article itemscope><span itemprop="title">渔竿 </span><dd itemprop="directAssociations" itemscope><span itemprop="publicationNumber">CN101551481A</span></dd>
<dd itemprop="publicationNumber">CN101551481B</dd><dd itemprop="applicationNumber">CN2009101277538A</dd>
<dd itemprop="inventor">张甲</dd><dd itemprop="assigneeOriginal">甲 Corp</dd><time itemprop="filingDate" datetime="2009-03-25">x</time>
<time itemprop="publicationDate" datetime="2012-11-21">x</time>
<section itemprop="abstract" itemscope><div itemprop="content" html><abstract lang="ZH">溶剂量为10μL/m<sup>2</sup>以下。</abstract></div></section>
<section itemprop="claims" itemscope><div num="1" class="claim">1.一种渔竿。</div></section>
<table><tr itemprop="backwardReferencesOrig" itemscope><td><span itemprop="publicationNumber">CN1542067A</span><span itemprop="examinerCited">*</span></td></tr>
<tr itemprop="legalEvents" itemscope><td><time itemprop="date" datetime="2016-05-11">x</time></td><td itemprop="code">CF01</td><td itemprop="title">Termination</td>
<td><p itemprop="attributes" itemscope><strong itemprop="label">Termination date</strong><span itemprop="value">20150325</span></p></td></tr></table></article></body></html>"""


def test_a_page_is_a_record(tmp_path):
    (record,), _ = read("google_patents", written(tmp_path, "g.html", PAGE))
    assert record.title == {"zh": "渔竿"} and record.abstract == {"zh": "溶剂量为10μL/m2以下。"}
    assert record.number("application").value == "2009101277538" and record.dates["granted"] == "2012-11-21"
    assert (record.events[0].code, record.events[0].effective) == ("CF01", "2015-03-25")
    assert record.citations[0].number == "CN1542067A" and record.claims == ["1.一种渔竿。"]
    assert parties(record, "owner") == ["甲 Corp"]


def test_a_page_without_a_number(tmp_path):
    with pytest.raises(Exception, match="没有专利号"):
        read("google_patents", written(tmp_path, "g.html", "<html><title>x - Google Patents</title></html>"))


@pytest.mark.shared
def test_the_real_page():
    path = shared_path("data/cn_patents/google_patents_page/sample.txt")
    (record,), reasons = read("google_patents", path)
    text = path.read_text(encoding="utf-8")
    assert not reasons and len(record.claims) == 3
    assert (
        len(record.citations)
        == sum(text.count(f'itemprop="backwardReferences{one}"') for one in ("Orig", "Family"))
        == 4
    )
    assert [one.code for one in record.events] == ["PB01", "SE01", "GR01", "CF01"]
