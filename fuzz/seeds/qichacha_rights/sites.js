export default [
  {
    CompanyName: "甲有限公司",
    BeiAn: "鲁ICP备99999999号-1",
    Title: "样例网"
  }
];
