"""Titles: when two of them are one, and the names of national laws that sentences write without 《》.

Only with such a list can a name be cut out of a sentence without a mistake (当事人以民法典第…条): the words
before it have no end of their own. A name that isn't in it is cut by the words that stand before names.
"""

from __future__ import annotations

import re

from corpus.text import match_form

_NAMES = """
宪法 立法法 监督法 选举法 代表法 香港特别行政区基本法 澳门特别行政区基本法 民族区域自治法 国籍法 国旗法
国徽法 国歌法 反分裂国家法 全国人民代表大会组织法 地方各级人民代表大会和地方各级人民政府组织法 国务院组织法
人民法院组织法 人民检察院组织法 村民委员会组织法 城市居民委员会组织法 法官法 检察官法 监察法 监察官法
公职人员政务处分法 公务员法 戒严法 国防法 兵役法 国防动员法 国防教育法 人民防空法 缔约程序法
领海及毗连区法 专属经济区和大陆架法 归侨侨眷权益保护法 国家赔偿法 集会游行示威法 英雄烈士保护法
国家勋章和国家荣誉称号法 陆地国界法 民法典 民法通则 民法总则 物权法 合同法 担保法 侵权责任法 婚姻法
继承法 收养法 公司法 合伙企业法 个人独资企业法 企业破产法 证券法 期货和衍生品法 证券投资基金法 票据法
保险法 信托法 商业银行法 海商法 专利法 商标法 著作权法 拍卖法 招标投标法 农民专业合作社法 电子签名法
电子商务法 消费者权益保护法 涉外民事关系法律适用法 农村土地承包法 全民所有制工业企业法 中外合资经营企业法
中外合作经营企业法 外资企业法 外商投资法 行政处罚法 行政许可法 行政强制法 行政复议法 行政诉讼法
治安管理处罚法 出境入境管理法 居民身份证法 护照法 道路交通安全法 消防法 禁毒法 枪支管理法 反恐怖主义法
反间谍法 国家安全法 国家情报法 网络安全法 数据安全法 个人信息保护法 密码法 保守国家秘密法 档案法 监狱法
社区矫正法 律师法 公证法 法律援助法 人民警察法 人民武装警察法 海警法 人民陪审员法 人民调解法
突发事件应对法 防震减灾法 安全生产法 境外非政府组织境内活动管理法 反有组织犯罪法 反电信网络诈骗法 教育法
义务教育法 高等教育法 职业教育法 民办教育促进法 教师法 学位条例 国家通用语言文字法 科学技术进步法
科学技术普及法 促进科技成果转化法 家庭教育促进法 文物保护法 非物质文化遗产法 公共文化服务保障法 公共图书馆法
电影产业促进法 体育法 旅游法 广告法 传染病防治法 药品管理法 疫苗管理法 食品安全法 农产品质量安全法
基本医疗卫生与健康促进法 执业医师法 医师法 献血法 母婴保健法 精神卫生法 职业病防治法 国境卫生检疫法
中医药法 人口与计划生育法 生物安全法 环境保护法 环境影响评价法 大气污染防治法 水污染防治法 土壤污染防治法
噪声污染防治法 环境噪声污染防治法 固体废物污染环境防治法 放射性污染防治法 海洋环境保护法 环境保护税法
清洁生产促进法 循环经济促进法 节约能源法 可再生能源法 长江保护法 黄河保护法 湿地保护法 青藏高原生态保护法
野生动物保护法 防沙治沙法 水土保持法 森林法 草原法 渔业法 水法 防洪法 矿产资源法 煤炭法 电力法
石油天然气管道保护法 核安全法 土地管理法 城乡规划法 城市房地产管理法 建筑法 测绘法 气象法 海域使用管理法
海岛保护法 深海海底区域资源勘探开发法 公路法 铁路法 民用航空法 港口法 航道法 海上交通安全法 邮政法
特种设备安全法 标准化法 计量法 产品质量法 价格法 反垄断法 反不正当竞争法 反洗钱法 反食品浪费法
乡村振兴促进法 农业法 农业技术推广法 农业机械化促进法 种子法 畜牧法 动物防疫法 进出境动植物检疫法
进出口商品检验法 预算法 审计法 会计法 注册会计师法 统计法 政府采购法 企业国有资产法 中国人民银行法
银行业监督管理法 外汇管理条例 税收征收管理法 税收征管法 个人所得税法 企业所得税法 车船税法 增值税法 契税法
印花税法 资源税法 耕地占用税法 车辆购置税法 烟叶税法 船舶吨税法 城市维护建设税法 关税法 海关法 对外贸易法
出口管制法 反外国制裁法 对外关系法 劳动法 劳动合同法 劳动争议调解仲裁法 农村土地承包经营纠纷调解仲裁法
就业促进法 社会保险法 工会法 矿山安全法 残疾人保障法 未成年人保护法 预防未成年人犯罪法 老年人权益保障法
妇女权益保障法 反家庭暴力法 慈善法 公益事业捐赠法 红十字会法 退役军人保障法 军人保险法 军人地位和权益保障法
中小企业促进法 乡镇企业法 无障碍环境建设法 刑法 刑事诉讼法 民事诉讼法 海事诉讼特别程序法 仲裁法 引渡法
国际刑事司法协助法 劳动教养法 台湾同胞投资保护法 军事设施保护法 预备役军官法 现役军官法 驻外外交人员法
"""
_KNOWN = frozenset(_NAMES.split())

_VERSION = re.compile(r"（[^（）]*(?:修正|修订|\d{4})[^（）]*）$")


def ends_in(title: str, noun: str) -> bool:
    """Tell if a title ends in a word, a bracket after it aside: …管理办法（试行）."""
    return re.sub(r"(?:[（(][^（）()]*[）)])+$", "", title).endswith(noun)


def is_same_title(one: str, other: str) -> bool:
    """Tell if two titles name one document: brackets, blanks, 中华人民共和国 and a year of revision aside."""
    return bool(one) and _title_form(one) == _title_form(other)


def title_form(title: str) -> str:
    """Return the form by which the documents of one title are found: equal for what is_same_title holds equal."""
    return match_form(_title_form(title))


def _title_form(title: str) -> str:
    flat = re.sub(r"[\s《》〈〉]", "", title).replace("(", "（").replace(")", "）")
    return _VERSION.sub("", flat).removeprefix("中华人民共和国")


def longest_known(text: str) -> str:
    """Return the longest known name that a text ends with, "" when there is none."""
    return next((text[at:] for at in range(max(0, len(text) - 24), len(text)) if text[at:] in _KNOWN), "")
