"""A MySQL dump: escapes, several tables, statements over lines."""

from __future__ import annotations

import pytest

from ipcity.sources.tests.reading import parties, read, written
from ipcity.testing import shared_path

DUMP = """-- MySQL dump
CREATE TABLE `patent_info` (
  `id` int NOT NULL,
  `title` varchar(512) DEFAULT NULL COMMENT '名称 (x)',
  `famingren` varchar(512),
  `quanren` varchar(512),
  `database_name` varchar(128),
  `shenqingri` varchar(32),
  `gonggaori` varchar(32),
  `keyword` varchar(64),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB;
INSERT INTO `patent_info` VALUES (1,'渔竿\\\\(改),''新''\\n式','张甲;;李乙','甲公司;乙大学','中国专利','2019-01-02','2019-07-12','x'),
 (2,'A device','J. Doe',NULL,'海外专利','2018-03-04','2019-01-01',NULL);
INSERT INTO `users` (`name`,`word`) VALUES ('root','x'),('b','y');
INSERT INTO `patent_info` VALUES (3,'海带','张甲','丙公司','中国专利','2020-01-02','2020-07-12','x'),(4,'少一列');
"""


def test_rows_of_the_table_that_is_known(tmp_path):
    records, reasons = read("cnki_dump", written(tmp_path, "d.sql", DUMP))
    assert [one.name for one in records] == ["渔竿\\(改),'新'\n式", "A device", "海带"]
    assert parties(records[0], "inventor") == ["张甲", "李乙"] and parties(records[0], "applicant") == [
        "甲公司",
        "乙大学",
    ]
    assert records[0].dates == {"filed": "2019-01-02"} and records[0].extra["published_on"] == "2019-07-12"
    assert [one.office for one in records] == ["cn", "xx", "cn"]
    assert (
        len(reasons) == 2
        and "表 users" in reasons[0]
        and "2 行没有读" in reasons[0]
        and "对不上" in reasons[1]
    )


def test_a_cut_statement_ends_in_a_sentence(tmp_path):
    with pytest.raises(Exception, match="没有结束"):
        read("cnki_dump", written(tmp_path, "d.sql", DUMP[: DUMP.index("'J. Doe'") + 4]))


@pytest.mark.shared
def test_the_real_dump():
    path = shared_path("data/cn_patents/mysql_dump/spider_patent.sql")
    records, reasons = read("cnki_dump", path)
    assert len(records) == path.read_text(encoding="utf-8").count("专利','") == 2400 and not reasons
