export const tierZh = {
  none: '普通会员',
  progress: '会员等级进度',
  score: (score: string) => `成长值 ${score}`,
  missing: (missing: string, title: string) => `再得 ${missing} 分升级${title}`,
  top: '已是最高等级',
  review: (day: string) => `${day} 评定`,
  sprint: (times: number) => `保级冲刺：购物 ${times} 倍积分`,
  keep: (missing: string, title: string) => `还差 ${missing} 分保住${title}`,
  safe: (title: string) => `${title}已保住`,
};
