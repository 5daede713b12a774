/* Draws every chart of a page with ECharts. Colours are the custom properties themselves, so that theme and paper need no
   second drawing; a file gets their light values. Without this script the table under the drawing is the chart. */
(function () {
  "use strict";
  var charts = [];

  function token(name) { return "var(--ipc-" + name + ")"; }
  function written(value, data) {
    if (value === null || value === undefined) return "—";
    var places = data.places === null ? 0 : data.places;
    return value.toLocaleString("en-US", { minimumFractionDigits: places, maximumFractionDigits: places }).replace("-", "−");
  }
  /* ECharts writes the names unescaped into an attribute: a double quote there would end it and break the file. */
  function font() { return getComputedStyle(document.body).fontFamily.replace(/"/g, "'"); }

  function points(data, values) {
    return values.map(function (value, at) { return data.byDay ? [data.periods[at], value] : value; });
  }
  var HATCH = { symbol: "rect", symbolSize: 1, dashArrayX: [1, 0], dashArrayY: [2.5, 2.5], rotation: -Math.PI / 4, color: token("surface") };

  function bars(data, one, isTop, totals) {
    var some = data.periods.length <= 16;
    return {
      type: "bar", name: one.name, stack: "all", barCategoryGap: "32%", barMaxWidth: 40, emphasis: { disabled: true },
      itemStyle: { color: token(one.colour) },
      data: one.values.map(function (value, at) {
        return one.unfinished[at] ? { value: value, itemStyle: { color: token(one.colour), decal: HATCH } } : value;
      }),
      label: {
        show: isTop && some, position: "top", color: token("ink-2"), fontSize: 12, distance: 4, textBorderColor: token("surface"), textBorderWidth: 3,
        formatter: function (item) { return totals[item.dataIndex] ? written(totals[item.dataIndex], data) : ""; },
      },
    };
  }

  /* A line is drawn twice: whole, and dashed for the legs that lead to an unfinished period. */
  function line(data, one) {
    var whole = one.values.map(function (value, at) { return one.unfinished[at] ? null : value; });
    var legs = one.values.map(function (value, at) { return one.unfinished[at] || one.unfinished[at + 1] ? value : null; });
    var last = one.values.length - 1;
    var basis = {
      type: "line", name: one.name, symbol: "circle", symbolSize: 7, showAllSymbol: true, emphasis: { disabled: true }, z: 4,
      itemStyle: { color: token("surface"), borderColor: token(one.colour), borderWidth: 2 },
    };
    var end = { show: true, color: token("ink"), fontWeight: 600, fontSize: 12, distance: 8, formatter: function () { return written(one.values[last], data); } };
    var drawn = [Object.assign({}, basis, {
      data: points(data, whole), lineStyle: { color: token(one.colour), width: 2 }, endLabel: one.unfinished[last] ? { show: false } : end,
      markLine: data.goal === null ? undefined : {
        silent: true, symbol: "none", data: [{ yAxis: data.goal }], lineStyle: { color: token("ink"), type: [6, 3], width: 1.5 },
        label: { formatter: data.goalWord, color: token("ink"), fontWeight: 600, fontSize: 12, position: "insideStartTop" },
      },
    })];
    if (one.unfinished.some(Boolean)) drawn.push(Object.assign({}, basis, {
      data: points(data, legs), lineStyle: { color: token(one.colour), width: 2, type: [4, 4] }, endLabel: end, tooltip: { show: false },
    }));
    return drawn;
  }

  function key(data) {
    var anyUnfinished = data.series.some(function (one) { return one.unfinished.some(Boolean); });
    return {
      show: false, left: 16, top: 68, itemWidth: 14, itemHeight: 10, itemGap: 16, selectedMode: false,
      textStyle: { color: token("ink-2"), fontSize: 12 }, inactiveColor: token("ink-3"),
      data: data.series.map(function (one) { return one.name; }),
      formatter: function (name) { return anyUnfinished && name === data.series[data.series.length - 1].name ? name + "　" + data.words.hatched : name; },
    };
  }

  function tip(data) {
    return {
      trigger: "axis", renderMode: "richText", confine: true, backgroundColor: token("surface"), borderColor: token("edge"), borderWidth: 1, padding: 10,
      textStyle: { color: token("ink"), fontSize: 13, fontFamily: font() },
      axisPointer: { type: data.byDay ? "line" : "shadow", shadowStyle: { color: token("sunk"), opacity: 0.6 }, lineStyle: { color: token("edge") }, animation: false },
      formatter: function (items) {
        var at = items[0].dataIndex;
        var unfinished = data.series.some(function (one) { return one.unfinished[at]; });
        return [data.periods[at] + (unfinished ? "　" + data.words.unfinished : "")].concat(data.series.map(function (one) {
          return one.name + "　" + written(one.values[at], data);
        })).join("\n");
      },
    };
  }

  function option(data) {
    var totals = data.periods.map(function (_, at) {
      return data.series.reduce(function (sum, one) { return one.line ? sum : sum + (one.values[at] || 0); }, 0);
    });
    var stacked = data.series.filter(function (one) { return !one.line; });
    var drawn = [];
    data.series.forEach(function (one) {
      drawn = drawn.concat(one.line ? line(data, one) : bars(data, one, one === stacked[stacked.length - 1], totals));
    });
    var words = { color: token("ink-2"), fontSize: 12 };
    return {
      animation: false, textStyle: { fontFamily: font() }, series: drawn, tooltip: tip(data), legend: key(data),
      grid: { left: 4, right: data.series.some(function (one) { return one.line; }) ? 56 : 8, top: 24, bottom: 4, containLabel: true },
      xAxis: data.byDay
        ? { type: "time", axisLine: { lineStyle: { color: token("axis") } }, axisTick: { show: false }, splitLine: { show: false }, minInterval: 7776000000, axisLabel: Object.assign({ hideOverlap: true, formatter: "{yyyy}-{MM}" }, words) }
        : { type: "category", data: data.periods, axisLine: { lineStyle: { color: token("axis") } }, axisTick: { show: false }, axisLabel: Object.assign({ hideOverlap: true }, words) },
      yAxis: { type: "value", min: 0, splitNumber: 4, axisLabel: Object.assign({ formatter: function (value) { return value.toLocaleString("en-US"); } }, words), splitLine: { lineStyle: { color: token("grid") } } },
    };
  }

  /* The drawing as a file: on paper colours, with its finding, its measure and the address it came from. */
  function asSvg(data) {
    var paper = document.createElement("i");
    paper.setAttribute("data-bs-theme", "light");
    document.body.append(paper);
    var values = getComputedStyle(paper);
    var aside = echarts.init(null, null, { renderer: "svg", ssr: true, width: 960, height: 520 });
    var whole = option(data);
    whole.backgroundColor = token("surface");
    whole.title = { text: data.finding, subtext: data.measure, left: 16, top: 12, textStyle: { color: token("ink"), fontSize: 18 }, subtextStyle: { color: token("ink-2"), fontSize: 13 } };
    whole.legend.show = data.series.length > 1;
    whole.grid = Object.assign(whole.grid, { top: 108, left: 20, right: 72, bottom: 44 });
    whole.graphic = [{ type: "text", left: 20, bottom: 14, style: { text: location.origin + location.pathname, fill: token("ink-3"), fontSize: 11 } }];
    aside.setOption(whole);
    var text = aside.renderToSVGString().replace(/var\((--ipc-[\w-]+)\)/g, function (_, name) { return values.getPropertyValue(name).trim(); });
    aside.dispose(); paper.remove();
    return text;
  }
  function save(blob, name) {
    var link = document.createElement("a"), address = URL.createObjectURL(blob);
    link.href = address; link.download = name; link.click();
    setTimeout(function () { URL.revokeObjectURL(address); }, 1000);
  }
  function asPng(svg, name) {
    var picture = new Image();
    picture.onload = function () {
      var canvas = document.createElement("canvas");
      canvas.width = 1920; canvas.height = 1040;
      canvas.getContext("2d").drawImage(picture, 0, 0, 1920, 1040);
      canvas.toBlob(function (blob) { save(blob, name); }, "image/png");
    };
    picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
  }

  function open(box) {
    var data = JSON.parse(document.getElementById(box.dataset.ipcChart).textContent);
    var place = box.querySelector(".ipc-plot");
    place.hidden = false;
    box.classList.add("ipc-chart-drawn");
    var chart = echarts.init(place, null, { renderer: "svg" });
    chart.setOption(option(data));
    chart.on("click", function (item) { if (data.links[item.dataIndex]) location.href = data.links[item.dataIndex]; });
    charts.push(chart);
    box.querySelectorAll("[data-ipc-as]").forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        var wish = button.dataset.ipcAs;
        if (wish === "table") button.setAttribute("aria-pressed", String(box.classList.toggle("ipc-chart-as-table")));
        if (wish === "table") chart.resize();
        if (wish === "svg") save(new Blob([asSvg(data)], { type: "image/svg+xml" }), data.name + ".svg");
        if (wish === "png") asPng(asSvg(data), data.name + ".png");
      });
    });
  }
  function resize(size) { charts.forEach(function (chart) { chart.resize(size); }); }

  if (!window.echarts) return;
  document.querySelectorAll("[data-ipc-chart]").forEach(open);
  window.addEventListener("resize", function () { resize(); });
  window.addEventListener("beforeprint", function () { resize({ width: 640 }); });
  window.addEventListener("afterprint", function () { resize({ width: "auto" }); });
})();
