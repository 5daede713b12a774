export default [
  {
    Id: "X1",
    RegNo: "99435657",
    IntCls: 45,
    Name: "样例 商标",
    AppDate: "2015/3/4 0:00:00",
    ApplicantCn: "甲有限公司",
    Agent: "",
    FlowStatusDesc: "商标无效",
    HasImage: true,
  }
];
