PRAGMA application_id = 1801937768;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
CREATE TABLE article (
  id TEXT PRIMARY KEY,
  origin TEXT NOT NULL,
  hash TEXT NOT NULL,
  engine TEXT NOT NULL,
  language TEXT NOT NULL,
  body INTEGER NOT NULL,
  title TEXT,
  published TEXT,
  url TEXT,
  outlet TEXT,
  notes TEXT NOT NULL,
  text BLOB NOT NULL
);
INSERT INTO "article" VALUES('0000000','news/0000000.txt','d0694462d357e62145e1d832b524fd58a3bb87b7842a5b0d54181e39c33b11b0','synthetic-1','en',0,'Kanexko vabe bexi doxicoqui dadahuati ta tervivi','2021-03-11','https://news.example/0000000','Pater Wire','["a note"]',X'789C9554DB6E1331107DEF57CC074451D394963E72518984D2221A89BECEEE3AC4CADA136C671BF1F59CE3A58008282045CAEE7A3CE7E2E3596A673B95063FD7FB76E30795E80ED9F7C5A5D6245BE3BEBA881749DA6B0C8A25D9ECB5D3464BB228D12458EF65A72CC28A74FA39A9A057512C768A6F68D1A1CEC7826D683A68E304F5D8D7598BEDC09CCA62AF8397E4E2568B0ABB6F49AD03077493153E604FF15B4D15BB53795759C9E2663E9B496B61E78ACB9F7CD9C8D247E0C9526531BFBA989119F4B09B4002F0486742CC160CC06AA9010F62A973299F049B9E9DDDBA085DD2A304EAA1031CB10576163D78A16D9E9E44831FAC8C151AAEB80384F73E58A239FCC8653A9BE1456BD5D8C1072D3E2B7B46435D3634EE6B4B1614DF386E294AFFA764079CA2C368DD97BDA7C208F3B2FE8AFBDE0A65B0060B6F366823DAA23CB97C6C072490CCB60A0868ED7B9F2DD854DE1AFDA5266662ED22F50783F2470FB600E33AFAE34BD0B85F6B5BF6C438798E806AE9591AE1B0DC1A6A4180AF1328C0BB15A2A00F853E104E1EAF5F5C5FCAA0C943DEFD5A3E3EEBC41F8C457F42234C26AF2E513A390A8932F611B60F6E6572676072F0A8A0F85565CA7664B2BC397F399FCA87E7D433F2C1E40037F108A34EAAFC4F2C9ADFE07033B3C530C36D488F36F8318BF5D4ABB8806B34D01D64E30F87D1B9C1F5B6FB8783A890489CAFEA7E8609B7776B59E1DF78757904488E3C59DAE65B4BC7A0A0F89A591F3C8222EB71A29021B70E887CAA83651C22E40436A00A91ACCFBA432C338754D03109BCC3C6598106203CD4815303CA1B882536FF31937A843B363A45743A0251E27392BF5735AE70401CDB654F31CB03EE8FAF98EC7B572764C045A22B3408F76A7C41DBD19053314DFB98EFE3EF099CE05A758C0FECAC937971713EBBFA4B314CFD064CDA19DF');
INSERT INTO "article" VALUES('0000001','news/0000001.txt','88d84ac0a81e2b46fcf7143826e49440d4b7a8959a3e5e7ad18eaac92309da10','synthetic-1','en',0,'Mo taxi mintaba grabalichi tamoli va dapa','2024-11-27','https://news.example/0000001','Hua Wire','["a note"]',X'789C8D545D4FDB40107CE757EC0F409128A1ED6BA16A792094D2A8EDEBDA7724277FACEB734CDA5FDF99750CA26A242482EDBBFD989D99BB1B6D2B9321D5295BC39736EE7FED920CBDB543EC8724F75A6BCB4F3CB2E19FACF151C4D2E4C3F2E2DD12A18AACF0A5956F96F521B67F628B127D6C836D7A9595A250A385CACFF333A95363BD6E772A7B74893DC264D0C6EAB490AFBB54446423087D90CB4DBC01D8981A1D52D643ACE4543390751AE5A3B1D23C3C21B623660114F647686941F9392A93C63428076A522B813B858E9A157810B2903BE29DFBCCB530105699FD5D9FB0AC0CBDAD0FB1CF728BFE086C4D56287BB97C7FB194D6C0264A4869A3779451177265247854C126329C80E4BBFB142C1BA7011E2BE213080E3993880E2F3928B7899320ABE416C6A80C5BC8E2D236CD24227921EB5969A4801B508C5AA80AA2C68427A7ABC83B72D19148A11FD8E12479D775758AE1F2B7AC15054A606CD4C3E56A42514424764A658190C261DF79399D88456C4D9391E3AB095C8863ACADCBAFF1CF42AE77EE9ECE55424B34AB13E44875A5538B69EBA30DA091981EADAFF227EB8F02E880182B6E3332424A3B522799BD32459B2291B4F188673D86541A6BB52E1CA1950742F157442C37F058F09DC349AA483C9181A2839681ED68B4AC0E90BB5E072FEEFA3DCEC76DDC07AB50148EDD4F9641D5DA8FF03434BCC7CC95CAF5F9DB376728D1747188F9471AB6AF3A9E5319375FA3C1A824FC8294C5C9C9E54CB954441B7C489672735CA1FAAC80D8639BE1B5E932197156D0E89EBE98CF131CAF4E8CAF345CF30E816A4EEA8C34F291B9EA98F39D3DC6FE6157AFB7A8F7BFE3B799EE994021208F232161EE213A9BCC6334E7B39AB110DDBFED42CC69833B8E265A83FAD2AAE9269CC473A10E6798CBF815110D4EE573FF7C5BDCF895265A3AFBF9D8113A3D7AB69E328FF8D8DB350416886A9D5E987FE57262DC060364CA010D17F217D12137E1');
INSERT INTO "article" VALUES('001','news/001.txt','a2bcf2593a35a4b92413b7bb1820457c629fd303d72d051ea14b6acdf7d271d8','test-1','en',0,'Orders Evil[31m Corp
‮yzarc2J','2024-09-30',NULL,'Example Wire','[]',X'789C4D8E4D0AC23014849782577033B89692EA4A50A15541BC82AB903CE8C33409496AA92BEFE11D3C8447F12466E3CF763EE69BA987443B6915C1054D81345A1708A99116A510332104AAA8C86A2C4B514335EC638143277B62C4CE7BC314517F345FD4CA73CE5343FFF50215A27799B4D9AFC9721ECC5BE92740CFC62005C916329FD164E02C381558EF2F6C26A745D98EB075C18F5FB7C77095413DEFF323A6ABA802FBB499BE01B946487A');
INSERT INTO "article" VALUES('second','b.txt','133ed069829a24846059275ef3854ee15be4c6030d576392e6e52d5be43d5286','test-2','en',7,NULL,NULL,NULL,NULL,'[]',X'789C4D8E4D0AC23014849782577033B89692EA4A50A15541BC82AB903CE8C33409496AA92BEFE11D3C8447F12466E3CF763EE69BA987443B6915C1054D81345A1708A99116A510332104AAA8C86A2C4B514335EC638143277B62C4CE7BC314517F345FD4CA73CE5343FFF50215A27799B4D9AFC9721ECC5BE92740CFC62005C916329FD164E02C381558EF2F6C26A745D98EB075C18F5FB7C77095413DEFF323A6ABA802FBB499BE01B946487A');
CREATE TABLE article_entity (
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  entity TEXT NOT NULL REFERENCES entity (id),
  naming TEXT NOT NULL REFERENCES naming (key),
  PRIMARY KEY (article, entity)
) WITHOUT ROWID;
INSERT INTO "article_entity" VALUES('0000001','vavimatisa-moma','078d2e009f440f9a');
INSERT INTO "article_entity" VALUES('0000000','huacocoba-mamoco','0c65c98ec3fa2253');
INSERT INTO "article_entity" VALUES('0000000','kocokotihuaterqui-sanex-x7574','1c04908126d41b97');
INSERT INTO "article_entity" VALUES('0000000','ralantronlansolan-tronbeco-a4574','30f23111c2994a86');
INSERT INTO "article_entity" VALUES('0000001','ralantronlansolan-tronbeco-a4574','30f23111c2994a86');
INSERT INTO "article_entity" VALUES('0000001','sosafenzenquirendogra-matermaba-x31','3214b60a9b4d6073');
INSERT INTO "article_entity" VALUES('0000001','gravimatisa-langra','340bf1feb33f33f6');
INSERT INTO "article_entity" VALUES('0000001','paterpater-dotavamin','3e211f1ac05c255c');
INSERT INTO "article_entity" VALUES('001','evil','49fea5795f4e7949');
INSERT INTO "article_entity" VALUES('001','bytedance','4d8541a780971b6f');
INSERT INTO "article_entity" VALUES('0000000','dodama-huadopa-h2016','530af2dce26d29b4');
INSERT INTO "article_entity" VALUES('0000001','tamincobemakaren-chimin','596421d4346cf4f8');
INSERT INTO "article_entity" VALUES('0000000','molinexqui-hua','61c80f68a7d7abb4');
INSERT INTO "article_entity" VALUES('0000000','nozenximinzen-trondatronren-m9083','6bf2e3438847a2b0');
INSERT INTO "article_entity" VALUES('0000001','taxicokolan-tamoli','6f2cd371ce7c908d');
INSERT INTO "article_entity" VALUES('0000000','trontertikaratronda-gralan-h9311','6fabf81808ce89be');
INSERT INTO "article_entity" VALUES('001','huawei','72168d29a7bd5bf8');
INSERT INTO "article_entity" VALUES('0000000','siltisilnohua-nexsilmota','7459f54a05a196f5');
INSERT INTO "article_entity" VALUES('0000001','tinexquivisara-rapa','76e979cc6490c944');
INSERT INTO "article_entity" VALUES('0000001','cosaka-pater','788a1e5fc6631f50');
INSERT INTO "article_entity" VALUES('0000001','vavikarenhuaterqui-matasanex','839990abadd54c06');
INSERT INTO "article_entity" VALUES('001','doubao','89f25c5ff405704e');
INSERT INTO "article_entity" VALUES('001','ascend-910b','a2f58f828c28c8f5');
INSERT INTO "article_entity" VALUES('0000001','gramolandoli-timin','b032f4027c6690e6');
INSERT INTO "article_entity" VALUES('0000000','kotalantronsa-chibe','b1c7c4ee09c6f77b');
INSERT INTO "article_entity" VALUES('0000001','madopazenmaxisa-rachi','c88b10d93f2ce43a');
INSERT INTO "article_entity" VALUES('0000001','nocolanno-min-b4854','c8d3c33b57e9c13c');
INSERT INTO "article_entity" VALUES('0000000','minmin-ma-h3621','d3012ab7ab000cea');
INSERT INTO "article_entity" VALUES('0000001','minmin-ma-h3621','d3012ab7ab000cea');
INSERT INTO "article_entity" VALUES('0000001','paterrenlinexter-chiren','daea4befdf0815b2');
INSERT INTO "article_entity" VALUES('second','huawei','e9909cdabe2ea532');
INSERT INTO "article_entity" VALUES('0000000','xihuanexmin-chixi','f1c2625609e20af0');
CREATE TABLE claim (
  key TEXT PRIMARY KEY,
  article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
  subject TEXT NOT NULL REFERENCES entity (id),
  relation TEXT NOT NULL,
  object TEXT NOT NULL REFERENCES entity (id),
  status TEXT NOT NULL,
  polarity TEXT NOT NULL,
  actuality TEXT NOT NULL,
  evidentiality TEXT NOT NULL,
  attribution TEXT,
  qualifiers TEXT NOT NULL,
  confidence REAL NOT NULL
) WITHOUT ROWID;
INSERT INTO "claim" VALUES('04fd8e5579117afa','001','evil','competesWith','huawei','asserted','Affirmed','Actual','Narrator','Evil[31m Corp
‮yzarc2J','{}',1.0);
INSERT INTO "claim" VALUES('068a1f07d189d54c','0000001','minmin-ma-h3621','designedFor','taxicokolan-tamoli','asserted','Affirmed','Actual','Narrator',NULL,'{}',0.383);
INSERT INTO "claim" VALUES('0b59a320023e7cd6','0000001','ralantronlansolan-tronbeco-a4574','trainedOn','sosafenzenquirendogra-matermaba-x31','asserted','Affirmed','Actual','Narrator',NULL,'{"time":{"earliest":"2024-01-01","latest":"2024-12-20","text":"em 2024"}}',0.784);
INSERT INTO "claim" VALUES('185af02212633be8','0000000','molinexqui-hua','worksFor','xihuanexmin-chixi','asserted','Affirmed','Actual','Narrator',NULL,'{}',0.848);
INSERT INTO "claim" VALUES('2bf7469035c1af49','0000001','vavimatisa-moma','orders','nocolanno-min-b4854','planned','Affirmed','Planned','NamedSource','Coxi Sati','{"time":{"earliest":"2024-01-01","latest":"2024-01-31","text":"em 2024"}}',0.403);
INSERT INTO "claim" VALUES('305bcb48ba67d872','0000000','xihuanexmin-chixi','manufactures','trontertikaratronda-gralan-h9311','asserted','Affirmed','Actual','Narrator',NULL,'{}',0.651);
INSERT INTO "claim" VALUES('4a38bb407d1c56c5','0000001','paterpater-dotavamin','worksFor','paterrenlinexter-chiren','asserted','Affirmed','Actual','Narrator',NULL,'{"quantity":{"minimum":386000.0,"operator":">","text":"386000 chips","unit":"chips"}}',0.41);
INSERT INTO "claim" VALUES('52538e7951cf1b1c','0000000','kotalantronsa-chibe','acquires','huacocoba-mamoco','asserted','Affirmed','Actual','Narrator',NULL,'{}',0.386);
INSERT INTO "claim" VALUES('57609d2159d44f21','001','huawei','develops','ascend-910b','asserted','Affirmed','Actual','Narrator',NULL,'{}',1.0);
INSERT INTO "claim" VALUES('5c331633b1ff0b56','0000000','huacocoba-mamoco','orders','trontertikaratronda-gralan-h9311','asserted','Affirmed','Actual','Narrator',NULL,'{}',0.421);
INSERT INTO "claim" VALUES('5f17fdcfd9e2533f','0000001','minmin-ma-h3621','lessPowerfulThan','nocolanno-min-b4854','asserted','Affirmed','Actual','Narrator',NULL,'{}',0.979);
INSERT INTO "claim" VALUES('6180fab6cb03ba6a','001','bytedance','orders','ascend-910b','asserted','Affirmed','Actual','Narrator',NULL,'{"quantity":{"minimum":100000,"operator":">","text":"more than 100,000 chips","unit":"chips"}}',1.0);
INSERT INTO "claim" VALUES('625ba3fc7ad705cf','0000001','cosaka-pater','owns','tinexquivisara-rapa','asserted','Affirmed','Actual','Narrator',NULL,'{}',0.558);
INSERT INTO "claim" VALUES('6fe0076776923179','0000000','kocokotihuaterqui-sanex-x7574','runsOn','minmin-ma-h3621','asserted','Affirmed','Actual','Narrator',NULL,'{"time":{"earliest":"2026-01-01","latest":"2026-05-16","text":"em 2026"}}',0.32);
INSERT INTO "claim" VALUES('7641742fcbdcdc6c','0000000','minmin-ma-h3621','alternativeTo','nozenximinzen-trondatronren-m9083','asserted','Affirmed','Actual','AnonymousSources','Tamoli Mava','{}',0.466);
INSERT INTO "claim" VALUES('77c7e89b7d073658','0000001','paterrenlinexter-chiren','develops','sosafenzenquirendogra-matermaba-x31','asserted','Affirmed','Actual','NamedSource','Vipalan Ba','{}',0.69);
INSERT INTO "claim" VALUES('8486ad0ae33e9525','0000001','gravimatisa-langra','acquires','tamincobemakaren-chimin','asserted','Affirmed','Actual','Narrator',NULL,'{}',0.911);
INSERT INTO "claim" VALUES('864cef758342c6fb','0000000','dodama-huadopa-h2016','runsOn','minmin-ma-h3621','asserted','Affirmed','Actual','Narrator',NULL,'{}',0.393);
INSERT INTO "claim" VALUES('8a452180f63b1fb4','001','bytedance','suppliedBy','huawei','asserted','Affirmed','Actual','Narrator',NULL,'{}',1.0);
INSERT INTO "claim" VALUES('9419e8c6e6015815','0000000','trontertikaratronda-gralan-h9311','alternativeTo','nozenximinzen-trondatronren-m9083','planned','Affirmed','Planned','Narrator',NULL,'{}',0.956);
INSERT INTO "claim" VALUES('9fcb34c34c04cea8','001','bytedance','uses','doubao','planned','Affirmed','Planned','Narrator',NULL,'{}',1.0);
INSERT INTO "claim" VALUES('a0d720a82a902ac5','001','bytedance','uses','ascend-910b','asserted','Affirmed','Actual','Narrator',NULL,'{"quantity":{"minimum":100000,"operator":">","text":"more than 100,000 chips","unit":"chips"}}',1.0);
INSERT INTO "claim" VALUES('ae6cf6244b5e4a0f','0000001','tamincobemakaren-chimin','acquires','paterrenlinexter-chiren','asserted','Affirmed','Actual','Narrator',NULL,'{}',0.993);
INSERT INTO "claim" VALUES('b36c175e9e275acc','0000000','trontertikaratronda-gralan-h9311','competesWith','minmin-ma-h3621','denied','Denied','Actual','Narrator',NULL,'{}',0.454);
INSERT INTO "claim" VALUES('bfbf9e9eec70eb69','0000001','minmin-ma-h3621','competesWith','sosafenzenquirendogra-matermaba-x31','asserted','Affirmed','Actual','Narrator',NULL,'{}',0.815);
INSERT INTO "claim" VALUES('c61f21d019b130ad','0000000','xihuanexmin-chixi','owns','siltisilnohua-nexsilmota','asserted','Affirmed','Actual','Narrator',NULL,'{}',0.994);
INSERT INTO "claim" VALUES('c6f584823f240904','0000001','gramolandoli-timin','worksFor','madopazenmaxisa-rachi','asserted','Affirmed','Actual','Narrator',NULL,'{"time":{"earliest":"2019-01-01","latest":"2019-02-05","text":"em 2019"}}',0.954);
INSERT INTO "claim" VALUES('c82d2f05ae08e608','0000001','vavikarenhuaterqui-matasanex','suppliedBy','tamincobemakaren-chimin','denied','Denied','Actual','Narrator',NULL,'{"time":{"earliest":"2022-01-01","latest":"2022-06-08","text":"em 2022"}}',0.305);
INSERT INTO "claim" VALUES('d6a51b4b0ed24339','0000000','xihuanexmin-chixi','develops','trontertikaratronda-gralan-h9311','asserted','Affirmed','Actual','Narrator',NULL,'{}',0.598);
INSERT INTO "claim" VALUES('eec52d03c701a974','001','doubao','trainedOn','ascend-910b','denied','Denied','Actual','Narrator',NULL,'{}',1.0);
INSERT INTO "claim" VALUES('f09ee9118ff01dc3','0000000','kocokotihuaterqui-sanex-x7574','variantOf','ralantronlansolan-tronbeco-a4574','asserted','Affirmed','Actual','Narrator',NULL,'{"time":{"earliest":"2020-01-01","latest":"2020-03-22","text":"em 2020"}}',0.702);
INSERT INTO "claim" VALUES('ff8a485fdebc4683','001','bytedance','orders','ascend-910b','asserted','Affirmed','Actual','Narrator','Çelik','{"money":{"currency":"USD","maximum":2.0,"minimum":1.5,"operator":"..","text":"m"},"purpose":"p","role":"r","time":{"earliest":"2024-01-01","text":"t"}}',0.1);
CREATE TABLE edge (
  subject TEXT NOT NULL REFERENCES entity (id),
  relation TEXT NOT NULL,
  object TEXT NOT NULL REFERENCES entity (id),
  asserted INTEGER NOT NULL,
  planned INTEGER NOT NULL,
  denied INTEGER NOT NULL,
  ended INTEGER NOT NULL,
  PRIMARY KEY (subject, relation, object)
) WITHOUT ROWID;
INSERT INTO "edge" VALUES('bytedance','orders','ascend-910b',2,0,0,0);
INSERT INTO "edge" VALUES('bytedance','suppliedBy','huawei',1,0,0,0);
INSERT INTO "edge" VALUES('bytedance','uses','ascend-910b',1,0,0,0);
INSERT INTO "edge" VALUES('bytedance','uses','doubao',0,1,0,0);
INSERT INTO "edge" VALUES('cosaka-pater','owns','tinexquivisara-rapa',1,0,0,0);
INSERT INTO "edge" VALUES('dodama-huadopa-h2016','runsOn','minmin-ma-h3621',1,0,0,0);
INSERT INTO "edge" VALUES('doubao','trainedOn','ascend-910b',0,0,1,0);
INSERT INTO "edge" VALUES('evil','competesWith','huawei',1,0,0,0);
INSERT INTO "edge" VALUES('gramolandoli-timin','worksFor','madopazenmaxisa-rachi',1,0,0,0);
INSERT INTO "edge" VALUES('gravimatisa-langra','acquires','tamincobemakaren-chimin',1,0,0,0);
INSERT INTO "edge" VALUES('huacocoba-mamoco','orders','trontertikaratronda-gralan-h9311',1,0,0,0);
INSERT INTO "edge" VALUES('huawei','develops','ascend-910b',1,0,0,0);
INSERT INTO "edge" VALUES('kocokotihuaterqui-sanex-x7574','runsOn','minmin-ma-h3621',1,0,0,0);
INSERT INTO "edge" VALUES('kocokotihuaterqui-sanex-x7574','variantOf','ralantronlansolan-tronbeco-a4574',1,0,0,0);
INSERT INTO "edge" VALUES('kotalantronsa-chibe','acquires','huacocoba-mamoco',1,0,0,0);
INSERT INTO "edge" VALUES('minmin-ma-h3621','alternativeTo','nozenximinzen-trondatronren-m9083',1,0,0,0);
INSERT INTO "edge" VALUES('minmin-ma-h3621','competesWith','sosafenzenquirendogra-matermaba-x31',1,0,0,0);
INSERT INTO "edge" VALUES('minmin-ma-h3621','designedFor','taxicokolan-tamoli',1,0,0,0);
INSERT INTO "edge" VALUES('minmin-ma-h3621','lessPowerfulThan','nocolanno-min-b4854',1,0,0,0);
INSERT INTO "edge" VALUES('molinexqui-hua','worksFor','xihuanexmin-chixi',1,0,0,0);
INSERT INTO "edge" VALUES('paterpater-dotavamin','worksFor','paterrenlinexter-chiren',1,0,0,0);
INSERT INTO "edge" VALUES('paterrenlinexter-chiren','develops','sosafenzenquirendogra-matermaba-x31',1,0,0,0);
INSERT INTO "edge" VALUES('ralantronlansolan-tronbeco-a4574','trainedOn','sosafenzenquirendogra-matermaba-x31',1,0,0,0);
INSERT INTO "edge" VALUES('tamincobemakaren-chimin','acquires','paterrenlinexter-chiren',1,0,0,0);
INSERT INTO "edge" VALUES('trontertikaratronda-gralan-h9311','alternativeTo','nozenximinzen-trondatronren-m9083',0,1,0,0);
INSERT INTO "edge" VALUES('trontertikaratronda-gralan-h9311','competesWith','minmin-ma-h3621',0,0,1,0);
INSERT INTO "edge" VALUES('vavikarenhuaterqui-matasanex','suppliedBy','tamincobemakaren-chimin',0,0,1,0);
INSERT INTO "edge" VALUES('vavimatisa-moma','orders','nocolanno-min-b4854',0,1,0,0);
INSERT INTO "edge" VALUES('xihuanexmin-chixi','develops','trontertikaratronda-gralan-h9311',1,0,0,0);
INSERT INTO "edge" VALUES('xihuanexmin-chixi','manufactures','trontertikaratronda-gralan-h9311',1,0,0,0);
INSERT INTO "edge" VALUES('xihuanexmin-chixi','owns','siltisilnohua-nexsilmota',1,0,0,0);
CREATE TABLE entity (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "entity" VALUES('ascend-910b','Chip','Ascend 910B');
INSERT INTO "entity" VALUES('bytedance','Company','ByteDance');
INSERT INTO "entity" VALUES('cosaka-pater','Company','Cosaka Pater');
INSERT INTO "entity" VALUES('dodama-huadopa-h2016','Product','Dodama Huadopa H2016');
INSERT INTO "entity" VALUES('doubao','Model','Doubao');
INSERT INTO "entity" VALUES('evil','Company','Evil[31m Corp
‮yzarc2J');
INSERT INTO "entity" VALUES('gramolandoli-timin','Person','Gramolandoli Timin');
INSERT INTO "entity" VALUES('gravimatisa-langra','Company','Gravimatisa Langra');
INSERT INTO "entity" VALUES('huacocoba-mamoco','Company','Huacocoba Mamoco');
INSERT INTO "entity" VALUES('huawei','Agency','HUAWEI');
INSERT INTO "entity" VALUES('kocokotihuaterqui-sanex-x7574','Model','Kocokotihuaterqui Sanex X7574');
INSERT INTO "entity" VALUES('kotalantronsa-chibe','Company','Kotalantronsa Chibe');
INSERT INTO "entity" VALUES('madopazenmaxisa-rachi','Agency','Madopazenmaxisa Rachi');
INSERT INTO "entity" VALUES('minmin-ma-h3621','Chip','Minmin Ma H3621');
INSERT INTO "entity" VALUES('molinexqui-hua','Person','Molinexqui Hua');
INSERT INTO "entity" VALUES('nocolanno-min-b4854','Chip','Nocolanno Min B4854');
INSERT INTO "entity" VALUES('nozenximinzen-trondatronren-m9083','Chip','Nozenximinzen Trondatronren M9083');
INSERT INTO "entity" VALUES('paterpater-dotavamin','Person','Paterpater Dotavamin');
INSERT INTO "entity" VALUES('paterrenlinexter-chiren','Company','Paterrenlinexter Chiren');
INSERT INTO "entity" VALUES('ralantronlansolan-tronbeco-a4574','Model','Ralantronlansolan Tronbeco A4574');
INSERT INTO "entity" VALUES('siltisilnohua-nexsilmota','Company','Siltisilnohua Nexsilmota');
INSERT INTO "entity" VALUES('sosafenzenquirendogra-matermaba-x31','Chip','Sosafenzenquirendogra Matermaba X31');
INSERT INTO "entity" VALUES('tamincobemakaren-chimin','Company','Tamincobemakaren Chimin');
INSERT INTO "entity" VALUES('taxicokolan-tamoli','Country','Taxicokolan Tamoli');
INSERT INTO "entity" VALUES('tinexquivisara-rapa','Company','Tinexquivisara Rapa');
INSERT INTO "entity" VALUES('trontertikaratronda-gralan-h9311','Chip','Trontertikaratronda Gralan H9311');
INSERT INTO "entity" VALUES('vavikarenhuaterqui-matasanex','Company','Vavikarenhuaterqui Matasanex');
INSERT INTO "entity" VALUES('vavimatisa-moma','Company','Vavimatisa Moma');
INSERT INTO "entity" VALUES('xihuanexmin-chixi','Company','Xihuanexmin Chixi');
CREATE TABLE evidence (
  claim TEXT NOT NULL REFERENCES claim (key) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  start INTEGER NOT NULL,
  end INTEGER NOT NULL,
  quote TEXT NOT NULL,
  rule TEXT NOT NULL,
  subject_start INTEGER,
  subject_end INTEGER,
  object_start INTEGER,
  object_end INTEGER,
  PRIMARY KEY (claim, place)
) WITHOUT ROWID;
INSERT INTO "evidence" VALUES('04fd8e5579117afa',0,172,209,'=Evil[31m Corp
‮yzarc2J "<script>"','test',NULL,NULL,NULL,NULL);
INSERT INTO "evidence" VALUES('068a1f07d189d54c',0,1270,1536,'Huaqui molizenbe bakoda vipalan Minmin Ma H3621 designedFor Taxicokolan Tamoli coba titron lan lanbequi, Gravimatisa Langra acquires Tamincobemakaren Chimin, Tamincobemakaren Chimin acquires Paterrenlinexter Chiren, Gramolandoli Timin worksFor Madopazenmaxisa Rachi.','en.designedFor.10',1302,1317,1330,1348);
INSERT INTO "evidence" VALUES('0b59a320023e7cd6',0,0,140,'Lanko tilisomo tinexqui tronterti Ralantronlansolan Tronbeco A4574 trainedOn Sosafenzenquirendogra Matermaba X31 limorahua xi terren tamoli.','en.trainedOn.9',34,66,77,112);
INSERT INTO "evidence" VALUES('185af02212633be8',0,968,1129,'Fen tronbeco mavivihua ta Xihuanexmin Chixi develops Trontertikaratronda Gralan H9311 ma balitigra minnobesa sabekosa, Molinexqui Hua worksFor Xihuanexmin Chixi.','en.worksFor.8',1087,1101,994,1011);
INSERT INTO "evidence" VALUES('2bf7469035c1af49',0,275,370,'Pater tamoli vipalan quiterzen Vavimatisa Moma orders Nocolanno Min B4854 nonex vi covatron va.','en.orders.7',306,321,329,348);
INSERT INTO "evidence" VALUES('305bcb48ba67d872',0,571,831,'Domin no sasilfenchi moxi Xihuanexmin Chixi manufactures Trontertikaratronda Gralan H9311 zencograra tilida cokaren tili, Kocokotihuaterqui Sanex X7574 variantOf Ralantronlansolan Tronbeco A4574, Minmin Ma H3621 alternativeTo Nozenximinzen Trondatronren M9083.','en.manufactures.2',597,614,628,660);
INSERT INTO "evidence" VALUES('4a38bb407d1c56c5',0,690,807,'Huahua pater minpa litisilka Paterpater Dotavamin worksFor Paterrenlinexter Chiren papanexmo virara chipachi sahuasa.','en.worksFor.4',719,739,749,772);
INSERT INTO "evidence" VALUES('52538e7951cf1b1c',0,459,570,'Gragratava tronqui minnobesa siltanexli Kotalantronsa Chibe acquires Huacocoba Mamoco titron kazen ma tilisomo.','en.acquires.11',499,518,528,544);
INSERT INTO "evidence" VALUES('57609d2159d44f21',0,82,111,'Huawei makes the Ascend 910B.','test',NULL,NULL,NULL,NULL);
INSERT INTO "evidence" VALUES('5c331633b1ff0b56',0,141,314,'Huavi renkata tronka badobechi Trontertikaratronda Gralan H9311 competesWith Minmin Ma H3621 huaco bado silnex min, Huacocoba Mamoco orders Trontertikaratronda Gralan H9311.','en.orders.6',257,273,172,204);
INSERT INTO "evidence" VALUES('5f17fdcfd9e2533f',0,1166,1269,'Bada linextervi ko pater Minmin Ma H3621 lessPowerfulThan Nocolanno Min B4854 grahua dagra noquivi hua.','en.lessPowerfulThan.11',1191,1206,1224,1243);
INSERT INTO "evidence" VALUES('6180fab6cb03ba6a',0,0,17,'ByteDance ordered','test',NULL,NULL,NULL,NULL);
INSERT INTO "evidence" VALUES('625ba3fc7ad705cf',0,1068,1164,'Bater min kachida graquiranex Cosaka Pater owns Tinexquivisara Rapa vipalan tita moda vipamalan.','en.owns.3',1098,1110,1116,1135);
INSERT INTO "evidence" VALUES('6fe0076776923179',0,1264,1470,'Kodasillan tilisomo pater betaco Xihuanexmin Chixi owns Siltisilnohua Nexsilmota minlitili ta min tinexqui, Kocokotihuaterqui Sanex X7574 runsOn Minmin Ma H3621, Dodama Huadopa H2016 runsOn Minmin Ma H3621.','en.runsOn.1',1372,1401,1409,1424);
INSERT INTO "evidence" VALUES('7641742fcbdcdc6c',0,571,831,'Domin no sasilfenchi moxi Xihuanexmin Chixi manufactures Trontertikaratronda Gralan H9311 zencograra tilida cokaren tili, Kocokotihuaterqui Sanex X7574 variantOf Ralantronlansolan Tronbeco A4574, Minmin Ma H3621 alternativeTo Nozenximinzen Trondatronren M9083.','en.alternativeTo.12',767,782,797,830);
INSERT INTO "evidence" VALUES('77c7e89b7d073658',0,496,689,'Tilisomo minra raramoba graviba Vavikarenhuaterqui Matasanex suppliedBy Tamincobemakaren Chimin behuapa terli mo vakalanno, Paterrenlinexter Chiren develops Sosafenzenquirendogra Matermaba X31.','en.develops.2',620,643,653,688);
INSERT INTO "evidence" VALUES('8486ad0ae33e9525',0,1270,1536,'Huaqui molizenbe bakoda vipalan Minmin Ma H3621 designedFor Taxicokolan Tamoli coba titron lan lanbequi, Gravimatisa Langra acquires Tamincobemakaren Chimin, Tamincobemakaren Chimin acquires Paterrenlinexter Chiren, Gramolandoli Timin worksFor Madopazenmaxisa Rachi.','en.acquires.12',1375,1393,1403,1426);
INSERT INTO "evidence" VALUES('864cef758342c6fb',0,1264,1470,'Kodasillan tilisomo pater betaco Xihuanexmin Chixi owns Siltisilnohua Nexsilmota minlitili ta min tinexqui, Kocokotihuaterqui Sanex X7574 runsOn Minmin Ma H3621, Dodama Huadopa H2016 runsOn Minmin Ma H3621.','en.runsOn.4',1426,1446,1409,1424);
INSERT INTO "evidence" VALUES('8a452180f63b1fb4',0,55,81,'Huawei supplies ByteDance.','test',NULL,NULL,NULL,NULL);
INSERT INTO "evidence" VALUES('9419e8c6e6015815',0,832,966,'Pater huagra mo xibegrama Trontertikaratronda Gralan H9311 alternativeTo Nozenximinzen Trondatronren M9083 ma bavasaxi huachi quinovi.','en.alternativeTo.8',858,890,905,938);
INSERT INTO "evidence" VALUES('9fcb34c34c04cea8',0,146,164,'will train a model','test',NULL,NULL,NULL,NULL);
INSERT INTO "evidence" VALUES('ae6cf6244b5e4a0f',0,1270,1536,'Huaqui molizenbe bakoda vipalan Minmin Ma H3621 designedFor Taxicokolan Tamoli coba titron lan lanbequi, Gravimatisa Langra acquires Tamincobemakaren Chimin, Tamincobemakaren Chimin acquires Paterrenlinexter Chiren, Gramolandoli Timin worksFor Madopazenmaxisa Rachi.','en.acquires.10',1403,1426,1461,1484);
INSERT INTO "evidence" VALUES('b36c175e9e275acc',0,141,314,'Huavi renkata tronka badobechi Trontertikaratronda Gralan H9311 competesWith Minmin Ma H3621 huaco bado silnex min, Huacocoba Mamoco orders Trontertikaratronda Gralan H9311.','en.competesWith.7',172,204,218,233);
INSERT INTO "evidence" VALUES('bfbf9e9eec70eb69',0,941,1066,'Nexdokabe baxitron hualanko pater Minmin Ma H3621 competesWith Sosafenzenquirendogra Matermaba X31 pater sobe madopa tisozen.','en.competesWith.5',975,990,1004,1039);
INSERT INTO "evidence" VALUES('c61f21d019b130ad',0,1264,1470,'Kodasillan tilisomo pater betaco Xihuanexmin Chixi owns Siltisilnohua Nexsilmota minlitili ta min tinexqui, Kocokotihuaterqui Sanex X7574 runsOn Minmin Ma H3621, Dodama Huadopa H2016 runsOn Minmin Ma H3621.','en.owns.7',1297,1314,1320,1344);
INSERT INTO "evidence" VALUES('c6f584823f240904',0,1270,1536,'Huaqui molizenbe bakoda vipalan Minmin Ma H3621 designedFor Taxicokolan Tamoli coba titron lan lanbequi, Gravimatisa Langra acquires Tamincobemakaren Chimin, Tamincobemakaren Chimin acquires Paterrenlinexter Chiren, Gramolandoli Timin worksFor Madopazenmaxisa Rachi.','en.worksFor.7',1486,1504,1514,1535);
INSERT INTO "evidence" VALUES('c82d2f05ae08e608',0,496,689,'Tilisomo minra raramoba graviba Vavikarenhuaterqui Matasanex suppliedBy Tamincobemakaren Chimin behuapa terli mo vakalanno, Paterrenlinexter Chiren develops Sosafenzenquirendogra Matermaba X31.','en.suppliedBy.12',528,556,568,591);
INSERT INTO "evidence" VALUES('d6a51b4b0ed24339',0,968,1129,'Fen tronbeco mavivihua ta Xihuanexmin Chixi develops Trontertikaratronda Gralan H9311 ma balitigra minnobesa sabekosa, Molinexqui Hua worksFor Xihuanexmin Chixi.','en.develops.12',994,1011,1021,1053);
INSERT INTO "evidence" VALUES('eec52d03c701a974',0,151,170,'train a model on it','test',NULL,NULL,NULL,NULL);
INSERT INTO "evidence" VALUES('f09ee9118ff01dc3',0,571,831,'Domin no sasilfenchi moxi Xihuanexmin Chixi manufactures Trontertikaratronda Gralan H9311 zencograra tilida cokaren tili, Kocokotihuaterqui Sanex X7574 variantOf Ralantronlansolan Tronbeco A4574, Minmin Ma H3621 alternativeTo Nozenximinzen Trondatronren M9083.','en.variantOf.4',693,722,733,765);
INSERT INTO "evidence" VALUES('ff8a485fdebc4683',0,0,17,'ByteDance ordered','test',NULL,NULL,NULL,NULL);
INSERT INTO "evidence" VALUES('ff8a485fdebc4683',1,3,9,'not the text','other',3,4,NULL,NULL);
CREATE TABLE label (
  naming TEXT NOT NULL REFERENCES naming (key) ON DELETE CASCADE,
  text TEXT NOT NULL,
  language TEXT NOT NULL,
  folded TEXT NOT NULL,
  PRIMARY KEY (naming, text, language)
) WITHOUT ROWID;
INSERT INTO "label" VALUES('a2f58f828c28c8f5','Ascend 910B Ltd','en','ascend 910b ltd');
INSERT INTO "label" VALUES('4d8541a780971b6f','ByteDance Ltd','en','bytedance ltd');
INSERT INTO "label" VALUES('788a1e5fc6631f50','Cosaka','','cosaka');
INSERT INTO "label" VALUES('788a1e5fc6631f50','Cosaka Pater Company','en','cosaka pater company');
INSERT INTO "label" VALUES('530af2dce26d29b4','Dodama','','dodama');
INSERT INTO "label" VALUES('530af2dce26d29b4','Dodama Huadopa H2016 Product','en','dodama huadopa h2016 product');
INSERT INTO "label" VALUES('89f25c5ff405704e','Doubao Ltd','en','doubao ltd');
INSERT INTO "label" VALUES('49fea5795f4e7949','Evil[31m Corp
‮yzarc2J Ltd','en','evil[31m corp ‮yzarc2j ltd');
INSERT INTO "label" VALUES('b032f4027c6690e6','Gramolandoli','','gramolandoli');
INSERT INTO "label" VALUES('b032f4027c6690e6','Gramolandoli Timin Person','en','gramolandoli timin person');
INSERT INTO "label" VALUES('340bf1feb33f33f6','Gravimatisa','','gravimatisa');
INSERT INTO "label" VALUES('340bf1feb33f33f6','Gravimatisa Langra Company','en','gravimatisa langra company');
INSERT INTO "label" VALUES('0c65c98ec3fa2253','Huacocoba','','huacocoba');
INSERT INTO "label" VALUES('0c65c98ec3fa2253','Huacocoba Mamoco Company','en','huacocoba mamoco company');
INSERT INTO "label" VALUES('72168d29a7bd5bf8','Huawei Ltd','en','huawei ltd');
INSERT INTO "label" VALUES('1c04908126d41b97','Kocokotihuaterqui','','kocokotihuaterqui');
INSERT INTO "label" VALUES('1c04908126d41b97','Kocokotihuaterqui Sanex X7574 Model','en','kocokotihuaterqui sanex x7574 model');
INSERT INTO "label" VALUES('b1c7c4ee09c6f77b','Kotalantronsa','','kotalantronsa');
INSERT INTO "label" VALUES('b1c7c4ee09c6f77b','Kotalantronsa Chibe Company','en','kotalantronsa chibe company');
INSERT INTO "label" VALUES('c88b10d93f2ce43a','Madopazenmaxisa','','madopazenmaxisa');
INSERT INTO "label" VALUES('c88b10d93f2ce43a','Madopazenmaxisa Rachi Agency','en','madopazenmaxisa rachi agency');
INSERT INTO "label" VALUES('d3012ab7ab000cea','Minmin','','minmin');
INSERT INTO "label" VALUES('d3012ab7ab000cea','Minmin Ma H3621 Chip','en','minmin ma h3621 chip');
INSERT INTO "label" VALUES('61c80f68a7d7abb4','Molinexqui','','molinexqui');
INSERT INTO "label" VALUES('61c80f68a7d7abb4','Molinexqui Hua Person','en','molinexqui hua person');
INSERT INTO "label" VALUES('c8d3c33b57e9c13c','Nocolanno','','nocolanno');
INSERT INTO "label" VALUES('c8d3c33b57e9c13c','Nocolanno Min B4854 Chip','en','nocolanno min b4854 chip');
INSERT INTO "label" VALUES('6bf2e3438847a2b0','Nozenximinzen','','nozenximinzen');
INSERT INTO "label" VALUES('6bf2e3438847a2b0','Nozenximinzen Trondatronren M9083 Chip','en','nozenximinzen trondatronren m9083 chip');
INSERT INTO "label" VALUES('3e211f1ac05c255c','Paterpater','','paterpater');
INSERT INTO "label" VALUES('3e211f1ac05c255c','Paterpater Dotavamin Person','en','paterpater dotavamin person');
INSERT INTO "label" VALUES('daea4befdf0815b2','Paterrenlinexter','','paterrenlinexter');
INSERT INTO "label" VALUES('daea4befdf0815b2','Paterrenlinexter Chiren Company','en','paterrenlinexter chiren company');
INSERT INTO "label" VALUES('30f23111c2994a86','Ralantronlansolan','','ralantronlansolan');
INSERT INTO "label" VALUES('30f23111c2994a86','Ralantronlansolan Tronbeco A4574 Model','en','ralantronlansolan tronbeco a4574 model');
INSERT INTO "label" VALUES('7459f54a05a196f5','Siltisilnohua','','siltisilnohua');
INSERT INTO "label" VALUES('7459f54a05a196f5','Siltisilnohua Nexsilmota Company','en','siltisilnohua nexsilmota company');
INSERT INTO "label" VALUES('3214b60a9b4d6073','Sosafenzenquirendogra','','sosafenzenquirendogra');
INSERT INTO "label" VALUES('3214b60a9b4d6073','Sosafenzenquirendogra Matermaba X31 Chip','en','sosafenzenquirendogra matermaba x31 chip');
INSERT INTO "label" VALUES('596421d4346cf4f8','Tamincobemakaren','','tamincobemakaren');
INSERT INTO "label" VALUES('596421d4346cf4f8','Tamincobemakaren Chimin Company','en','tamincobemakaren chimin company');
INSERT INTO "label" VALUES('6f2cd371ce7c908d','Taxicokolan','','taxicokolan');
INSERT INTO "label" VALUES('6f2cd371ce7c908d','Taxicokolan Tamoli Country','en','taxicokolan tamoli country');
INSERT INTO "label" VALUES('76e979cc6490c944','Tinexquivisara','','tinexquivisara');
INSERT INTO "label" VALUES('76e979cc6490c944','Tinexquivisara Rapa Company','en','tinexquivisara rapa company');
INSERT INTO "label" VALUES('6fabf81808ce89be','Trontertikaratronda','','trontertikaratronda');
INSERT INTO "label" VALUES('6fabf81808ce89be','Trontertikaratronda Gralan H9311 Chip','en','trontertikaratronda gralan h9311 chip');
INSERT INTO "label" VALUES('839990abadd54c06','Vavikarenhuaterqui','','vavikarenhuaterqui');
INSERT INTO "label" VALUES('839990abadd54c06','Vavikarenhuaterqui Matasanex Company','en','vavikarenhuaterqui matasanex company');
INSERT INTO "label" VALUES('078d2e009f440f9a','Vavimatisa','','vavimatisa');
INSERT INTO "label" VALUES('078d2e009f440f9a','Vavimatisa Moma Company','en','vavimatisa moma company');
INSERT INTO "label" VALUES('f1c2625609e20af0','Xihuanexmin','','xihuanexmin');
INSERT INTO "label" VALUES('f1c2625609e20af0','Xihuanexmin Chixi Company','en','xihuanexmin chixi company');
INSERT INTO "label" VALUES('e9909cdabe2ea532','华为','zh','华为');
CREATE TABLE meta (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  generation INTEGER NOT NULL,
  sealed INTEGER NOT NULL
);
INSERT INTO "meta" VALUES(1,4,4);
CREATE TABLE naming (
  key TEXT PRIMARY KEY,
  entity TEXT NOT NULL REFERENCES entity (id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  folded TEXT NOT NULL,
  owner TEXT,
  same_as TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO "naming" VALUES('078d2e009f440f9a','vavimatisa-moma','Company','Vavimatisa Moma','vavimatisa moma',NULL,'[]');
INSERT INTO "naming" VALUES('0c65c98ec3fa2253','huacocoba-mamoco','Company','Huacocoba Mamoco','huacocoba mamoco',NULL,'[]');
INSERT INTO "naming" VALUES('1c04908126d41b97','kocokotihuaterqui-sanex-x7574','Model','Kocokotihuaterqui Sanex X7574','kocokotihuaterqui sanex x7574',NULL,'[]');
INSERT INTO "naming" VALUES('30f23111c2994a86','ralantronlansolan-tronbeco-a4574','Model','Ralantronlansolan Tronbeco A4574','ralantronlansolan tronbeco a4574',NULL,'[]');
INSERT INTO "naming" VALUES('3214b60a9b4d6073','sosafenzenquirendogra-matermaba-x31','Chip','Sosafenzenquirendogra Matermaba X31','sosafenzenquirendogra matermaba x31',NULL,'[]');
INSERT INTO "naming" VALUES('340bf1feb33f33f6','gravimatisa-langra','Company','Gravimatisa Langra','gravimatisa langra',NULL,'[]');
INSERT INTO "naming" VALUES('3e211f1ac05c255c','paterpater-dotavamin','Person','Paterpater Dotavamin','paterpater dotavamin',NULL,'[]');
INSERT INTO "naming" VALUES('49fea5795f4e7949','evil','Company','Evil[31m Corp
‮yzarc2J','evil[31m corp ‮yzarc2j',NULL,'[]');
INSERT INTO "naming" VALUES('4d8541a780971b6f','bytedance','Company','ByteDance','bytedance',NULL,'[]');
INSERT INTO "naming" VALUES('530af2dce26d29b4','dodama-huadopa-h2016','Product','Dodama Huadopa H2016','dodama huadopa h2016',NULL,'[]');
INSERT INTO "naming" VALUES('596421d4346cf4f8','tamincobemakaren-chimin','Company','Tamincobemakaren Chimin','tamincobemakaren chimin',NULL,'[]');
INSERT INTO "naming" VALUES('61c80f68a7d7abb4','molinexqui-hua','Person','Molinexqui Hua','molinexqui hua',NULL,'[]');
INSERT INTO "naming" VALUES('6bf2e3438847a2b0','nozenximinzen-trondatronren-m9083','Chip','Nozenximinzen Trondatronren M9083','nozenximinzen trondatronren m9083',NULL,'[]');
INSERT INTO "naming" VALUES('6f2cd371ce7c908d','taxicokolan-tamoli','Country','Taxicokolan Tamoli','taxicokolan tamoli',NULL,'[]');
INSERT INTO "naming" VALUES('6fabf81808ce89be','trontertikaratronda-gralan-h9311','Chip','Trontertikaratronda Gralan H9311','trontertikaratronda gralan h9311',NULL,'[]');
INSERT INTO "naming" VALUES('72168d29a7bd5bf8','huawei','Company','Huawei','huawei',NULL,'[]');
INSERT INTO "naming" VALUES('7459f54a05a196f5','siltisilnohua-nexsilmota','Company','Siltisilnohua Nexsilmota','siltisilnohua nexsilmota',NULL,'[]');
INSERT INTO "naming" VALUES('76e979cc6490c944','tinexquivisara-rapa','Company','Tinexquivisara Rapa','tinexquivisara rapa',NULL,'[]');
INSERT INTO "naming" VALUES('788a1e5fc6631f50','cosaka-pater','Company','Cosaka Pater','cosaka pater',NULL,'[]');
INSERT INTO "naming" VALUES('839990abadd54c06','vavikarenhuaterqui-matasanex','Company','Vavikarenhuaterqui Matasanex','vavikarenhuaterqui matasanex',NULL,'[]');
INSERT INTO "naming" VALUES('89f25c5ff405704e','doubao','Model','Doubao','doubao','huawei','["Q1","Q2"]');
INSERT INTO "naming" VALUES('a2f58f828c28c8f5','ascend-910b','Chip','Ascend 910B','ascend 910b',NULL,'[]');
INSERT INTO "naming" VALUES('b032f4027c6690e6','gramolandoli-timin','Person','Gramolandoli Timin','gramolandoli timin',NULL,'[]');
INSERT INTO "naming" VALUES('b1c7c4ee09c6f77b','kotalantronsa-chibe','Company','Kotalantronsa Chibe','kotalantronsa chibe',NULL,'[]');
INSERT INTO "naming" VALUES('c88b10d93f2ce43a','madopazenmaxisa-rachi','Agency','Madopazenmaxisa Rachi','madopazenmaxisa rachi',NULL,'[]');
INSERT INTO "naming" VALUES('c8d3c33b57e9c13c','nocolanno-min-b4854','Chip','Nocolanno Min B4854','nocolanno min b4854',NULL,'[]');
INSERT INTO "naming" VALUES('d3012ab7ab000cea','minmin-ma-h3621','Chip','Minmin Ma H3621','minmin ma h3621',NULL,'[]');
INSERT INTO "naming" VALUES('daea4befdf0815b2','paterrenlinexter-chiren','Company','Paterrenlinexter Chiren','paterrenlinexter chiren',NULL,'[]');
INSERT INTO "naming" VALUES('e9909cdabe2ea532','huawei','Agency','HUAWEI','huawei',NULL,'[]');
INSERT INTO "naming" VALUES('f1c2625609e20af0','xihuanexmin-chixi','Company','Xihuanexmin Chixi','xihuanexmin chixi',NULL,'[]');
CREATE INDEX naming_entity ON naming (entity);
CREATE INDEX naming_folded ON naming (folded);
CREATE INDEX label_folded ON label (folded);
CREATE INDEX article_entity_entity ON article_entity (entity);
CREATE INDEX article_entity_naming ON article_entity (naming);
CREATE INDEX claim_article ON claim (article);
CREATE INDEX claim_edge ON claim (subject, relation, object);
CREATE INDEX claim_object ON claim (object);
CREATE INDEX edge_object ON edge (object, relation, subject);
COMMIT;
