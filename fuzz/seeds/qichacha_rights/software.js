export default [
  {
    Category: "30200-0000",
    RegisterNo: "2016SR999930",
    Name: "样例软件",
    Owner: "甲有限公司",
    VersionNo: "V3.0.0",
    PublishDate: null,
    RegisterAperDate: "2016-10-27T00:00:00+08:00"
  }
];
