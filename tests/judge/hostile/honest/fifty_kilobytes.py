"""A file of fifty kilobytes."""

import torch


def helper_0(x):
    # one of many, to make the file long: ........................................
    return x + 0 - 0

def helper_1(x):
    # one of many, to make the file long: ........................................
    return x + 1 - 1

def helper_2(x):
    # one of many, to make the file long: ........................................
    return x + 2 - 2

def helper_3(x):
    # one of many, to make the file long: ........................................
    return x + 3 - 3

def helper_4(x):
    # one of many, to make the file long: ........................................
    return x + 4 - 4

def helper_5(x):
    # one of many, to make the file long: ........................................
    return x + 5 - 5

def helper_6(x):
    # one of many, to make the file long: ........................................
    return x + 6 - 6

def helper_7(x):
    # one of many, to make the file long: ........................................
    return x + 7 - 7

def helper_8(x):
    # one of many, to make the file long: ........................................
    return x + 8 - 8

def helper_9(x):
    # one of many, to make the file long: ........................................
    return x + 9 - 9

def helper_10(x):
    # one of many, to make the file long: ........................................
    return x + 10 - 10

def helper_11(x):
    # one of many, to make the file long: ........................................
    return x + 11 - 11

def helper_12(x):
    # one of many, to make the file long: ........................................
    return x + 12 - 12

def helper_13(x):
    # one of many, to make the file long: ........................................
    return x + 13 - 13

def helper_14(x):
    # one of many, to make the file long: ........................................
    return x + 14 - 14

def helper_15(x):
    # one of many, to make the file long: ........................................
    return x + 15 - 15

def helper_16(x):
    # one of many, to make the file long: ........................................
    return x + 16 - 16

def helper_17(x):
    # one of many, to make the file long: ........................................
    return x + 17 - 17

def helper_18(x):
    # one of many, to make the file long: ........................................
    return x + 18 - 18

def helper_19(x):
    # one of many, to make the file long: ........................................
    return x + 19 - 19

def helper_20(x):
    # one of many, to make the file long: ........................................
    return x + 20 - 20

def helper_21(x):
    # one of many, to make the file long: ........................................
    return x + 21 - 21

def helper_22(x):
    # one of many, to make the file long: ........................................
    return x + 22 - 22

def helper_23(x):
    # one of many, to make the file long: ........................................
    return x + 23 - 23

def helper_24(x):
    # one of many, to make the file long: ........................................
    return x + 24 - 24

def helper_25(x):
    # one of many, to make the file long: ........................................
    return x + 25 - 25

def helper_26(x):
    # one of many, to make the file long: ........................................
    return x + 26 - 26

def helper_27(x):
    # one of many, to make the file long: ........................................
    return x + 27 - 27

def helper_28(x):
    # one of many, to make the file long: ........................................
    return x + 28 - 28

def helper_29(x):
    # one of many, to make the file long: ........................................
    return x + 29 - 29

def helper_30(x):
    # one of many, to make the file long: ........................................
    return x + 30 - 30

def helper_31(x):
    # one of many, to make the file long: ........................................
    return x + 31 - 31

def helper_32(x):
    # one of many, to make the file long: ........................................
    return x + 32 - 32

def helper_33(x):
    # one of many, to make the file long: ........................................
    return x + 33 - 33

def helper_34(x):
    # one of many, to make the file long: ........................................
    return x + 34 - 34

def helper_35(x):
    # one of many, to make the file long: ........................................
    return x + 35 - 35

def helper_36(x):
    # one of many, to make the file long: ........................................
    return x + 36 - 36

def helper_37(x):
    # one of many, to make the file long: ........................................
    return x + 37 - 37

def helper_38(x):
    # one of many, to make the file long: ........................................
    return x + 38 - 38

def helper_39(x):
    # one of many, to make the file long: ........................................
    return x + 39 - 39

def helper_40(x):
    # one of many, to make the file long: ........................................
    return x + 40 - 40

def helper_41(x):
    # one of many, to make the file long: ........................................
    return x + 41 - 41

def helper_42(x):
    # one of many, to make the file long: ........................................
    return x + 42 - 42

def helper_43(x):
    # one of many, to make the file long: ........................................
    return x + 43 - 43

def helper_44(x):
    # one of many, to make the file long: ........................................
    return x + 44 - 44

def helper_45(x):
    # one of many, to make the file long: ........................................
    return x + 45 - 45

def helper_46(x):
    # one of many, to make the file long: ........................................
    return x + 46 - 46

def helper_47(x):
    # one of many, to make the file long: ........................................
    return x + 47 - 47

def helper_48(x):
    # one of many, to make the file long: ........................................
    return x + 48 - 48

def helper_49(x):
    # one of many, to make the file long: ........................................
    return x + 49 - 49

def helper_50(x):
    # one of many, to make the file long: ........................................
    return x + 50 - 50

def helper_51(x):
    # one of many, to make the file long: ........................................
    return x + 51 - 51

def helper_52(x):
    # one of many, to make the file long: ........................................
    return x + 52 - 52

def helper_53(x):
    # one of many, to make the file long: ........................................
    return x + 53 - 53

def helper_54(x):
    # one of many, to make the file long: ........................................
    return x + 54 - 54

def helper_55(x):
    # one of many, to make the file long: ........................................
    return x + 55 - 55

def helper_56(x):
    # one of many, to make the file long: ........................................
    return x + 56 - 56

def helper_57(x):
    # one of many, to make the file long: ........................................
    return x + 57 - 57

def helper_58(x):
    # one of many, to make the file long: ........................................
    return x + 58 - 58

def helper_59(x):
    # one of many, to make the file long: ........................................
    return x + 59 - 59

def helper_60(x):
    # one of many, to make the file long: ........................................
    return x + 60 - 60

def helper_61(x):
    # one of many, to make the file long: ........................................
    return x + 61 - 61

def helper_62(x):
    # one of many, to make the file long: ........................................
    return x + 62 - 62

def helper_63(x):
    # one of many, to make the file long: ........................................
    return x + 63 - 63

def helper_64(x):
    # one of many, to make the file long: ........................................
    return x + 64 - 64

def helper_65(x):
    # one of many, to make the file long: ........................................
    return x + 65 - 65

def helper_66(x):
    # one of many, to make the file long: ........................................
    return x + 66 - 66

def helper_67(x):
    # one of many, to make the file long: ........................................
    return x + 67 - 67

def helper_68(x):
    # one of many, to make the file long: ........................................
    return x + 68 - 68

def helper_69(x):
    # one of many, to make the file long: ........................................
    return x + 69 - 69

def helper_70(x):
    # one of many, to make the file long: ........................................
    return x + 70 - 70

def helper_71(x):
    # one of many, to make the file long: ........................................
    return x + 71 - 71

def helper_72(x):
    # one of many, to make the file long: ........................................
    return x + 72 - 72

def helper_73(x):
    # one of many, to make the file long: ........................................
    return x + 73 - 73

def helper_74(x):
    # one of many, to make the file long: ........................................
    return x + 74 - 74

def helper_75(x):
    # one of many, to make the file long: ........................................
    return x + 75 - 75

def helper_76(x):
    # one of many, to make the file long: ........................................
    return x + 76 - 76

def helper_77(x):
    # one of many, to make the file long: ........................................
    return x + 77 - 77

def helper_78(x):
    # one of many, to make the file long: ........................................
    return x + 78 - 78

def helper_79(x):
    # one of many, to make the file long: ........................................
    return x + 79 - 79

def helper_80(x):
    # one of many, to make the file long: ........................................
    return x + 80 - 80

def helper_81(x):
    # one of many, to make the file long: ........................................
    return x + 81 - 81

def helper_82(x):
    # one of many, to make the file long: ........................................
    return x + 82 - 82

def helper_83(x):
    # one of many, to make the file long: ........................................
    return x + 83 - 83

def helper_84(x):
    # one of many, to make the file long: ........................................
    return x + 84 - 84

def helper_85(x):
    # one of many, to make the file long: ........................................
    return x + 85 - 85

def helper_86(x):
    # one of many, to make the file long: ........................................
    return x + 86 - 86

def helper_87(x):
    # one of many, to make the file long: ........................................
    return x + 87 - 87

def helper_88(x):
    # one of many, to make the file long: ........................................
    return x + 88 - 88

def helper_89(x):
    # one of many, to make the file long: ........................................
    return x + 89 - 89

def helper_90(x):
    # one of many, to make the file long: ........................................
    return x + 90 - 90

def helper_91(x):
    # one of many, to make the file long: ........................................
    return x + 91 - 91

def helper_92(x):
    # one of many, to make the file long: ........................................
    return x + 92 - 92

def helper_93(x):
    # one of many, to make the file long: ........................................
    return x + 93 - 93

def helper_94(x):
    # one of many, to make the file long: ........................................
    return x + 94 - 94

def helper_95(x):
    # one of many, to make the file long: ........................................
    return x + 95 - 95

def helper_96(x):
    # one of many, to make the file long: ........................................
    return x + 96 - 96

def helper_97(x):
    # one of many, to make the file long: ........................................
    return x + 97 - 97

def helper_98(x):
    # one of many, to make the file long: ........................................
    return x + 98 - 98

def helper_99(x):
    # one of many, to make the file long: ........................................
    return x + 99 - 99

def helper_100(x):
    # one of many, to make the file long: ........................................
    return x + 100 - 100

def helper_101(x):
    # one of many, to make the file long: ........................................
    return x + 101 - 101

def helper_102(x):
    # one of many, to make the file long: ........................................
    return x + 102 - 102

def helper_103(x):
    # one of many, to make the file long: ........................................
    return x + 103 - 103

def helper_104(x):
    # one of many, to make the file long: ........................................
    return x + 104 - 104

def helper_105(x):
    # one of many, to make the file long: ........................................
    return x + 105 - 105

def helper_106(x):
    # one of many, to make the file long: ........................................
    return x + 106 - 106

def helper_107(x):
    # one of many, to make the file long: ........................................
    return x + 107 - 107

def helper_108(x):
    # one of many, to make the file long: ........................................
    return x + 108 - 108

def helper_109(x):
    # one of many, to make the file long: ........................................
    return x + 109 - 109

def helper_110(x):
    # one of many, to make the file long: ........................................
    return x + 110 - 110

def helper_111(x):
    # one of many, to make the file long: ........................................
    return x + 111 - 111

def helper_112(x):
    # one of many, to make the file long: ........................................
    return x + 112 - 112

def helper_113(x):
    # one of many, to make the file long: ........................................
    return x + 113 - 113

def helper_114(x):
    # one of many, to make the file long: ........................................
    return x + 114 - 114

def helper_115(x):
    # one of many, to make the file long: ........................................
    return x + 115 - 115

def helper_116(x):
    # one of many, to make the file long: ........................................
    return x + 116 - 116

def helper_117(x):
    # one of many, to make the file long: ........................................
    return x + 117 - 117

def helper_118(x):
    # one of many, to make the file long: ........................................
    return x + 118 - 118

def helper_119(x):
    # one of many, to make the file long: ........................................
    return x + 119 - 119

def helper_120(x):
    # one of many, to make the file long: ........................................
    return x + 120 - 120

def helper_121(x):
    # one of many, to make the file long: ........................................
    return x + 121 - 121

def helper_122(x):
    # one of many, to make the file long: ........................................
    return x + 122 - 122

def helper_123(x):
    # one of many, to make the file long: ........................................
    return x + 123 - 123

def helper_124(x):
    # one of many, to make the file long: ........................................
    return x + 124 - 124

def helper_125(x):
    # one of many, to make the file long: ........................................
    return x + 125 - 125

def helper_126(x):
    # one of many, to make the file long: ........................................
    return x + 126 - 126

def helper_127(x):
    # one of many, to make the file long: ........................................
    return x + 127 - 127

def helper_128(x):
    # one of many, to make the file long: ........................................
    return x + 128 - 128

def helper_129(x):
    # one of many, to make the file long: ........................................
    return x + 129 - 129

def helper_130(x):
    # one of many, to make the file long: ........................................
    return x + 130 - 130

def helper_131(x):
    # one of many, to make the file long: ........................................
    return x + 131 - 131

def helper_132(x):
    # one of many, to make the file long: ........................................
    return x + 132 - 132

def helper_133(x):
    # one of many, to make the file long: ........................................
    return x + 133 - 133

def helper_134(x):
    # one of many, to make the file long: ........................................
    return x + 134 - 134

def helper_135(x):
    # one of many, to make the file long: ........................................
    return x + 135 - 135

def helper_136(x):
    # one of many, to make the file long: ........................................
    return x + 136 - 136

def helper_137(x):
    # one of many, to make the file long: ........................................
    return x + 137 - 137

def helper_138(x):
    # one of many, to make the file long: ........................................
    return x + 138 - 138

def helper_139(x):
    # one of many, to make the file long: ........................................
    return x + 139 - 139

def helper_140(x):
    # one of many, to make the file long: ........................................
    return x + 140 - 140

def helper_141(x):
    # one of many, to make the file long: ........................................
    return x + 141 - 141

def helper_142(x):
    # one of many, to make the file long: ........................................
    return x + 142 - 142

def helper_143(x):
    # one of many, to make the file long: ........................................
    return x + 143 - 143

def helper_144(x):
    # one of many, to make the file long: ........................................
    return x + 144 - 144

def helper_145(x):
    # one of many, to make the file long: ........................................
    return x + 145 - 145

def helper_146(x):
    # one of many, to make the file long: ........................................
    return x + 146 - 146

def helper_147(x):
    # one of many, to make the file long: ........................................
    return x + 147 - 147

def helper_148(x):
    # one of many, to make the file long: ........................................
    return x + 148 - 148

def helper_149(x):
    # one of many, to make the file long: ........................................
    return x + 149 - 149

def helper_150(x):
    # one of many, to make the file long: ........................................
    return x + 150 - 150

def helper_151(x):
    # one of many, to make the file long: ........................................
    return x + 151 - 151

def helper_152(x):
    # one of many, to make the file long: ........................................
    return x + 152 - 152

def helper_153(x):
    # one of many, to make the file long: ........................................
    return x + 153 - 153

def helper_154(x):
    # one of many, to make the file long: ........................................
    return x + 154 - 154

def helper_155(x):
    # one of many, to make the file long: ........................................
    return x + 155 - 155

def helper_156(x):
    # one of many, to make the file long: ........................................
    return x + 156 - 156

def helper_157(x):
    # one of many, to make the file long: ........................................
    return x + 157 - 157

def helper_158(x):
    # one of many, to make the file long: ........................................
    return x + 158 - 158

def helper_159(x):
    # one of many, to make the file long: ........................................
    return x + 159 - 159

def helper_160(x):
    # one of many, to make the file long: ........................................
    return x + 160 - 160

def helper_161(x):
    # one of many, to make the file long: ........................................
    return x + 161 - 161

def helper_162(x):
    # one of many, to make the file long: ........................................
    return x + 162 - 162

def helper_163(x):
    # one of many, to make the file long: ........................................
    return x + 163 - 163

def helper_164(x):
    # one of many, to make the file long: ........................................
    return x + 164 - 164

def helper_165(x):
    # one of many, to make the file long: ........................................
    return x + 165 - 165

def helper_166(x):
    # one of many, to make the file long: ........................................
    return x + 166 - 166

def helper_167(x):
    # one of many, to make the file long: ........................................
    return x + 167 - 167

def helper_168(x):
    # one of many, to make the file long: ........................................
    return x + 168 - 168

def helper_169(x):
    # one of many, to make the file long: ........................................
    return x + 169 - 169

def helper_170(x):
    # one of many, to make the file long: ........................................
    return x + 170 - 170

def helper_171(x):
    # one of many, to make the file long: ........................................
    return x + 171 - 171

def helper_172(x):
    # one of many, to make the file long: ........................................
    return x + 172 - 172

def helper_173(x):
    # one of many, to make the file long: ........................................
    return x + 173 - 173

def helper_174(x):
    # one of many, to make the file long: ........................................
    return x + 174 - 174

def helper_175(x):
    # one of many, to make the file long: ........................................
    return x + 175 - 175

def helper_176(x):
    # one of many, to make the file long: ........................................
    return x + 176 - 176

def helper_177(x):
    # one of many, to make the file long: ........................................
    return x + 177 - 177

def helper_178(x):
    # one of many, to make the file long: ........................................
    return x + 178 - 178

def helper_179(x):
    # one of many, to make the file long: ........................................
    return x + 179 - 179

def helper_180(x):
    # one of many, to make the file long: ........................................
    return x + 180 - 180

def helper_181(x):
    # one of many, to make the file long: ........................................
    return x + 181 - 181

def helper_182(x):
    # one of many, to make the file long: ........................................
    return x + 182 - 182

def helper_183(x):
    # one of many, to make the file long: ........................................
    return x + 183 - 183

def helper_184(x):
    # one of many, to make the file long: ........................................
    return x + 184 - 184

def helper_185(x):
    # one of many, to make the file long: ........................................
    return x + 185 - 185

def helper_186(x):
    # one of many, to make the file long: ........................................
    return x + 186 - 186

def helper_187(x):
    # one of many, to make the file long: ........................................
    return x + 187 - 187

def helper_188(x):
    # one of many, to make the file long: ........................................
    return x + 188 - 188

def helper_189(x):
    # one of many, to make the file long: ........................................
    return x + 189 - 189

def helper_190(x):
    # one of many, to make the file long: ........................................
    return x + 190 - 190

def helper_191(x):
    # one of many, to make the file long: ........................................
    return x + 191 - 191

def helper_192(x):
    # one of many, to make the file long: ........................................
    return x + 192 - 192

def helper_193(x):
    # one of many, to make the file long: ........................................
    return x + 193 - 193

def helper_194(x):
    # one of many, to make the file long: ........................................
    return x + 194 - 194

def helper_195(x):
    # one of many, to make the file long: ........................................
    return x + 195 - 195

def helper_196(x):
    # one of many, to make the file long: ........................................
    return x + 196 - 196

def helper_197(x):
    # one of many, to make the file long: ........................................
    return x + 197 - 197

def helper_198(x):
    # one of many, to make the file long: ........................................
    return x + 198 - 198

def helper_199(x):
    # one of many, to make the file long: ........................................
    return x + 199 - 199

def helper_200(x):
    # one of many, to make the file long: ........................................
    return x + 200 - 200

def helper_201(x):
    # one of many, to make the file long: ........................................
    return x + 201 - 201

def helper_202(x):
    # one of many, to make the file long: ........................................
    return x + 202 - 202

def helper_203(x):
    # one of many, to make the file long: ........................................
    return x + 203 - 203

def helper_204(x):
    # one of many, to make the file long: ........................................
    return x + 204 - 204

def helper_205(x):
    # one of many, to make the file long: ........................................
    return x + 205 - 205

def helper_206(x):
    # one of many, to make the file long: ........................................
    return x + 206 - 206

def helper_207(x):
    # one of many, to make the file long: ........................................
    return x + 207 - 207

def helper_208(x):
    # one of many, to make the file long: ........................................
    return x + 208 - 208

def helper_209(x):
    # one of many, to make the file long: ........................................
    return x + 209 - 209

def helper_210(x):
    # one of many, to make the file long: ........................................
    return x + 210 - 210

def helper_211(x):
    # one of many, to make the file long: ........................................
    return x + 211 - 211

def helper_212(x):
    # one of many, to make the file long: ........................................
    return x + 212 - 212

def helper_213(x):
    # one of many, to make the file long: ........................................
    return x + 213 - 213

def helper_214(x):
    # one of many, to make the file long: ........................................
    return x + 214 - 214

def helper_215(x):
    # one of many, to make the file long: ........................................
    return x + 215 - 215

def helper_216(x):
    # one of many, to make the file long: ........................................
    return x + 216 - 216

def helper_217(x):
    # one of many, to make the file long: ........................................
    return x + 217 - 217

def helper_218(x):
    # one of many, to make the file long: ........................................
    return x + 218 - 218

def helper_219(x):
    # one of many, to make the file long: ........................................
    return x + 219 - 219

def helper_220(x):
    # one of many, to make the file long: ........................................
    return x + 220 - 220

def helper_221(x):
    # one of many, to make the file long: ........................................
    return x + 221 - 221

def helper_222(x):
    # one of many, to make the file long: ........................................
    return x + 222 - 222

def helper_223(x):
    # one of many, to make the file long: ........................................
    return x + 223 - 223

def helper_224(x):
    # one of many, to make the file long: ........................................
    return x + 224 - 224

def helper_225(x):
    # one of many, to make the file long: ........................................
    return x + 225 - 225

def helper_226(x):
    # one of many, to make the file long: ........................................
    return x + 226 - 226

def helper_227(x):
    # one of many, to make the file long: ........................................
    return x + 227 - 227

def helper_228(x):
    # one of many, to make the file long: ........................................
    return x + 228 - 228

def helper_229(x):
    # one of many, to make the file long: ........................................
    return x + 229 - 229

def helper_230(x):
    # one of many, to make the file long: ........................................
    return x + 230 - 230

def helper_231(x):
    # one of many, to make the file long: ........................................
    return x + 231 - 231

def helper_232(x):
    # one of many, to make the file long: ........................................
    return x + 232 - 232

def helper_233(x):
    # one of many, to make the file long: ........................................
    return x + 233 - 233

def helper_234(x):
    # one of many, to make the file long: ........................................
    return x + 234 - 234

def helper_235(x):
    # one of many, to make the file long: ........................................
    return x + 235 - 235

def helper_236(x):
    # one of many, to make the file long: ........................................
    return x + 236 - 236

def helper_237(x):
    # one of many, to make the file long: ........................................
    return x + 237 - 237

def helper_238(x):
    # one of many, to make the file long: ........................................
    return x + 238 - 238

def helper_239(x):
    # one of many, to make the file long: ........................................
    return x + 239 - 239

def helper_240(x):
    # one of many, to make the file long: ........................................
    return x + 240 - 240

def helper_241(x):
    # one of many, to make the file long: ........................................
    return x + 241 - 241

def helper_242(x):
    # one of many, to make the file long: ........................................
    return x + 242 - 242

def helper_243(x):
    # one of many, to make the file long: ........................................
    return x + 243 - 243

def helper_244(x):
    # one of many, to make the file long: ........................................
    return x + 244 - 244

def helper_245(x):
    # one of many, to make the file long: ........................................
    return x + 245 - 245

def helper_246(x):
    # one of many, to make the file long: ........................................
    return x + 246 - 246

def helper_247(x):
    # one of many, to make the file long: ........................................
    return x + 247 - 247

def helper_248(x):
    # one of many, to make the file long: ........................................
    return x + 248 - 248

def helper_249(x):
    # one of many, to make the file long: ........................................
    return x + 249 - 249

def helper_250(x):
    # one of many, to make the file long: ........................................
    return x + 250 - 250

def helper_251(x):
    # one of many, to make the file long: ........................................
    return x + 251 - 251

def helper_252(x):
    # one of many, to make the file long: ........................................
    return x + 252 - 252

def helper_253(x):
    # one of many, to make the file long: ........................................
    return x + 253 - 253

def helper_254(x):
    # one of many, to make the file long: ........................................
    return x + 254 - 254

def helper_255(x):
    # one of many, to make the file long: ........................................
    return x + 255 - 255

def helper_256(x):
    # one of many, to make the file long: ........................................
    return x + 256 - 256

def helper_257(x):
    # one of many, to make the file long: ........................................
    return x + 257 - 257

def helper_258(x):
    # one of many, to make the file long: ........................................
    return x + 258 - 258

def helper_259(x):
    # one of many, to make the file long: ........................................
    return x + 259 - 259

def helper_260(x):
    # one of many, to make the file long: ........................................
    return x + 260 - 260

def helper_261(x):
    # one of many, to make the file long: ........................................
    return x + 261 - 261

def helper_262(x):
    # one of many, to make the file long: ........................................
    return x + 262 - 262

def helper_263(x):
    # one of many, to make the file long: ........................................
    return x + 263 - 263

def helper_264(x):
    # one of many, to make the file long: ........................................
    return x + 264 - 264

def helper_265(x):
    # one of many, to make the file long: ........................................
    return x + 265 - 265

def helper_266(x):
    # one of many, to make the file long: ........................................
    return x + 266 - 266

def helper_267(x):
    # one of many, to make the file long: ........................................
    return x + 267 - 267

def helper_268(x):
    # one of many, to make the file long: ........................................
    return x + 268 - 268

def helper_269(x):
    # one of many, to make the file long: ........................................
    return x + 269 - 269

def helper_270(x):
    # one of many, to make the file long: ........................................
    return x + 270 - 270

def helper_271(x):
    # one of many, to make the file long: ........................................
    return x + 271 - 271

def helper_272(x):
    # one of many, to make the file long: ........................................
    return x + 272 - 272

def helper_273(x):
    # one of many, to make the file long: ........................................
    return x + 273 - 273

def helper_274(x):
    # one of many, to make the file long: ........................................
    return x + 274 - 274

def helper_275(x):
    # one of many, to make the file long: ........................................
    return x + 275 - 275

def helper_276(x):
    # one of many, to make the file long: ........................................
    return x + 276 - 276

def helper_277(x):
    # one of many, to make the file long: ........................................
    return x + 277 - 277

def helper_278(x):
    # one of many, to make the file long: ........................................
    return x + 278 - 278

def helper_279(x):
    # one of many, to make the file long: ........................................
    return x + 279 - 279

def helper_280(x):
    # one of many, to make the file long: ........................................
    return x + 280 - 280

def helper_281(x):
    # one of many, to make the file long: ........................................
    return x + 281 - 281

def helper_282(x):
    # one of many, to make the file long: ........................................
    return x + 282 - 282

def helper_283(x):
    # one of many, to make the file long: ........................................
    return x + 283 - 283

def helper_284(x):
    # one of many, to make the file long: ........................................
    return x + 284 - 284

def helper_285(x):
    # one of many, to make the file long: ........................................
    return x + 285 - 285

def helper_286(x):
    # one of many, to make the file long: ........................................
    return x + 286 - 286

def helper_287(x):
    # one of many, to make the file long: ........................................
    return x + 287 - 287

def helper_288(x):
    # one of many, to make the file long: ........................................
    return x + 288 - 288

def helper_289(x):
    # one of many, to make the file long: ........................................
    return x + 289 - 289

def helper_290(x):
    # one of many, to make the file long: ........................................
    return x + 290 - 290

def helper_291(x):
    # one of many, to make the file long: ........................................
    return x + 291 - 291

def helper_292(x):
    # one of many, to make the file long: ........................................
    return x + 292 - 292

def helper_293(x):
    # one of many, to make the file long: ........................................
    return x + 293 - 293

def helper_294(x):
    # one of many, to make the file long: ........................................
    return x + 294 - 294

def helper_295(x):
    # one of many, to make the file long: ........................................
    return x + 295 - 295

def helper_296(x):
    # one of many, to make the file long: ........................................
    return x + 296 - 296

def helper_297(x):
    # one of many, to make the file long: ........................................
    return x + 297 - 297

def helper_298(x):
    # one of many, to make the file long: ........................................
    return x + 298 - 298

def helper_299(x):
    # one of many, to make the file long: ........................................
    return x + 299 - 299

def helper_300(x):
    # one of many, to make the file long: ........................................
    return x + 300 - 300

def helper_301(x):
    # one of many, to make the file long: ........................................
    return x + 301 - 301

def helper_302(x):
    # one of many, to make the file long: ........................................
    return x + 302 - 302

def helper_303(x):
    # one of many, to make the file long: ........................................
    return x + 303 - 303

def helper_304(x):
    # one of many, to make the file long: ........................................
    return x + 304 - 304

def helper_305(x):
    # one of many, to make the file long: ........................................
    return x + 305 - 305

def helper_306(x):
    # one of many, to make the file long: ........................................
    return x + 306 - 306

def helper_307(x):
    # one of many, to make the file long: ........................................
    return x + 307 - 307

def helper_308(x):
    # one of many, to make the file long: ........................................
    return x + 308 - 308

def helper_309(x):
    # one of many, to make the file long: ........................................
    return x + 309 - 309

def helper_310(x):
    # one of many, to make the file long: ........................................
    return x + 310 - 310

def helper_311(x):
    # one of many, to make the file long: ........................................
    return x + 311 - 311

def helper_312(x):
    # one of many, to make the file long: ........................................
    return x + 312 - 312

def helper_313(x):
    # one of many, to make the file long: ........................................
    return x + 313 - 313

def helper_314(x):
    # one of many, to make the file long: ........................................
    return x + 314 - 314

def helper_315(x):
    # one of many, to make the file long: ........................................
    return x + 315 - 315

def helper_316(x):
    # one of many, to make the file long: ........................................
    return x + 316 - 316

def helper_317(x):
    # one of many, to make the file long: ........................................
    return x + 317 - 317

def helper_318(x):
    # one of many, to make the file long: ........................................
    return x + 318 - 318

def helper_319(x):
    # one of many, to make the file long: ........................................
    return x + 319 - 319

def helper_320(x):
    # one of many, to make the file long: ........................................
    return x + 320 - 320

def helper_321(x):
    # one of many, to make the file long: ........................................
    return x + 321 - 321

def helper_322(x):
    # one of many, to make the file long: ........................................
    return x + 322 - 322

def helper_323(x):
    # one of many, to make the file long: ........................................
    return x + 323 - 323

def helper_324(x):
    # one of many, to make the file long: ........................................
    return x + 324 - 324

def helper_325(x):
    # one of many, to make the file long: ........................................
    return x + 325 - 325

def helper_326(x):
    # one of many, to make the file long: ........................................
    return x + 326 - 326

def helper_327(x):
    # one of many, to make the file long: ........................................
    return x + 327 - 327

def helper_328(x):
    # one of many, to make the file long: ........................................
    return x + 328 - 328

def helper_329(x):
    # one of many, to make the file long: ........................................
    return x + 329 - 329

def helper_330(x):
    # one of many, to make the file long: ........................................
    return x + 330 - 330

def helper_331(x):
    # one of many, to make the file long: ........................................
    return x + 331 - 331

def helper_332(x):
    # one of many, to make the file long: ........................................
    return x + 332 - 332

def helper_333(x):
    # one of many, to make the file long: ........................................
    return x + 333 - 333

def helper_334(x):
    # one of many, to make the file long: ........................................
    return x + 334 - 334

def helper_335(x):
    # one of many, to make the file long: ........................................
    return x + 335 - 335

def helper_336(x):
    # one of many, to make the file long: ........................................
    return x + 336 - 336

def helper_337(x):
    # one of many, to make the file long: ........................................
    return x + 337 - 337

def helper_338(x):
    # one of many, to make the file long: ........................................
    return x + 338 - 338

def helper_339(x):
    # one of many, to make the file long: ........................................
    return x + 339 - 339

def helper_340(x):
    # one of many, to make the file long: ........................................
    return x + 340 - 340

def helper_341(x):
    # one of many, to make the file long: ........................................
    return x + 341 - 341

def helper_342(x):
    # one of many, to make the file long: ........................................
    return x + 342 - 342

def helper_343(x):
    # one of many, to make the file long: ........................................
    return x + 343 - 343

def helper_344(x):
    # one of many, to make the file long: ........................................
    return x + 344 - 344

def helper_345(x):
    # one of many, to make the file long: ........................................
    return x + 345 - 345

def helper_346(x):
    # one of many, to make the file long: ........................................
    return x + 346 - 346

def helper_347(x):
    # one of many, to make the file long: ........................................
    return x + 347 - 347

def helper_348(x):
    # one of many, to make the file long: ........................................
    return x + 348 - 348

def helper_349(x):
    # one of many, to make the file long: ........................................
    return x + 349 - 349

def helper_350(x):
    # one of many, to make the file long: ........................................
    return x + 350 - 350

def helper_351(x):
    # one of many, to make the file long: ........................................
    return x + 351 - 351

def helper_352(x):
    # one of many, to make the file long: ........................................
    return x + 352 - 352

def helper_353(x):
    # one of many, to make the file long: ........................................
    return x + 353 - 353

def helper_354(x):
    # one of many, to make the file long: ........................................
    return x + 354 - 354

def helper_355(x):
    # one of many, to make the file long: ........................................
    return x + 355 - 355

def helper_356(x):
    # one of many, to make the file long: ........................................
    return x + 356 - 356

def helper_357(x):
    # one of many, to make the file long: ........................................
    return x + 357 - 357

def helper_358(x):
    # one of many, to make the file long: ........................................
    return x + 358 - 358

def helper_359(x):
    # one of many, to make the file long: ........................................
    return x + 359 - 359

def helper_360(x):
    # one of many, to make the file long: ........................................
    return x + 360 - 360

def helper_361(x):
    # one of many, to make the file long: ........................................
    return x + 361 - 361

def helper_362(x):
    # one of many, to make the file long: ........................................
    return x + 362 - 362

def helper_363(x):
    # one of many, to make the file long: ........................................
    return x + 363 - 363

def helper_364(x):
    # one of many, to make the file long: ........................................
    return x + 364 - 364

def helper_365(x):
    # one of many, to make the file long: ........................................
    return x + 365 - 365

def helper_366(x):
    # one of many, to make the file long: ........................................
    return x + 366 - 366

def helper_367(x):
    # one of many, to make the file long: ........................................
    return x + 367 - 367

def helper_368(x):
    # one of many, to make the file long: ........................................
    return x + 368 - 368

def helper_369(x):
    # one of many, to make the file long: ........................................
    return x + 369 - 369

def helper_370(x):
    # one of many, to make the file long: ........................................
    return x + 370 - 370

def helper_371(x):
    # one of many, to make the file long: ........................................
    return x + 371 - 371

def helper_372(x):
    # one of many, to make the file long: ........................................
    return x + 372 - 372

def helper_373(x):
    # one of many, to make the file long: ........................................
    return x + 373 - 373

def helper_374(x):
    # one of many, to make the file long: ........................................
    return x + 374 - 374

def helper_375(x):
    # one of many, to make the file long: ........................................
    return x + 375 - 375

def helper_376(x):
    # one of many, to make the file long: ........................................
    return x + 376 - 376

def helper_377(x):
    # one of many, to make the file long: ........................................
    return x + 377 - 377

def helper_378(x):
    # one of many, to make the file long: ........................................
    return x + 378 - 378

def helper_379(x):
    # one of many, to make the file long: ........................................
    return x + 379 - 379

def helper_380(x):
    # one of many, to make the file long: ........................................
    return x + 380 - 380

def helper_381(x):
    # one of many, to make the file long: ........................................
    return x + 381 - 381

def helper_382(x):
    # one of many, to make the file long: ........................................
    return x + 382 - 382

def helper_383(x):
    # one of many, to make the file long: ........................................
    return x + 383 - 383

def helper_384(x):
    # one of many, to make the file long: ........................................
    return x + 384 - 384

def helper_385(x):
    # one of many, to make the file long: ........................................
    return x + 385 - 385

def helper_386(x):
    # one of many, to make the file long: ........................................
    return x + 386 - 386

def helper_387(x):
    # one of many, to make the file long: ........................................
    return x + 387 - 387

def helper_388(x):
    # one of many, to make the file long: ........................................
    return x + 388 - 388

def helper_389(x):
    # one of many, to make the file long: ........................................
    return x + 389 - 389

def helper_390(x):
    # one of many, to make the file long: ........................................
    return x + 390 - 390

def helper_391(x):
    # one of many, to make the file long: ........................................
    return x + 391 - 391

def helper_392(x):
    # one of many, to make the file long: ........................................
    return x + 392 - 392

def helper_393(x):
    # one of many, to make the file long: ........................................
    return x + 393 - 393

def helper_394(x):
    # one of many, to make the file long: ........................................
    return x + 394 - 394

def helper_395(x):
    # one of many, to make the file long: ........................................
    return x + 395 - 395

def helper_396(x):
    # one of many, to make the file long: ........................................
    return x + 396 - 396

def helper_397(x):
    # one of many, to make the file long: ........................................
    return x + 397 - 397

def helper_398(x):
    # one of many, to make the file long: ........................................
    return x + 398 - 398

def helper_399(x):
    # one of many, to make the file long: ........................................
    return x + 399 - 399

def helper_400(x):
    # one of many, to make the file long: ........................................
    return x + 400 - 400

def helper_401(x):
    # one of many, to make the file long: ........................................
    return x + 401 - 401

def helper_402(x):
    # one of many, to make the file long: ........................................
    return x + 402 - 402

def helper_403(x):
    # one of many, to make the file long: ........................................
    return x + 403 - 403

def helper_404(x):
    # one of many, to make the file long: ........................................
    return x + 404 - 404

def helper_405(x):
    # one of many, to make the file long: ........................................
    return x + 405 - 405

def helper_406(x):
    # one of many, to make the file long: ........................................
    return x + 406 - 406

def helper_407(x):
    # one of many, to make the file long: ........................................
    return x + 407 - 407

def helper_408(x):
    # one of many, to make the file long: ........................................
    return x + 408 - 408

def helper_409(x):
    # one of many, to make the file long: ........................................
    return x + 409 - 409

def helper_410(x):
    # one of many, to make the file long: ........................................
    return x + 410 - 410

def helper_411(x):
    # one of many, to make the file long: ........................................
    return x + 411 - 411

def helper_412(x):
    # one of many, to make the file long: ........................................
    return x + 412 - 412

def helper_413(x):
    # one of many, to make the file long: ........................................
    return x + 413 - 413

def helper_414(x):
    # one of many, to make the file long: ........................................
    return x + 414 - 414

def helper_415(x):
    # one of many, to make the file long: ........................................
    return x + 415 - 415

def helper_416(x):
    # one of many, to make the file long: ........................................
    return x + 416 - 416

def helper_417(x):
    # one of many, to make the file long: ........................................
    return x + 417 - 417

def helper_418(x):
    # one of many, to make the file long: ........................................
    return x + 418 - 418

def helper_419(x):
    # one of many, to make the file long: ........................................
    return x + 419 - 419

def helper_420(x):
    # one of many, to make the file long: ........................................
    return x + 420 - 420

def helper_421(x):
    # one of many, to make the file long: ........................................
    return x + 421 - 421

def helper_422(x):
    # one of many, to make the file long: ........................................
    return x + 422 - 422

def helper_423(x):
    # one of many, to make the file long: ........................................
    return x + 423 - 423

def helper_424(x):
    # one of many, to make the file long: ........................................
    return x + 424 - 424

def helper_425(x):
    # one of many, to make the file long: ........................................
    return x + 425 - 425

def helper_426(x):
    # one of many, to make the file long: ........................................
    return x + 426 - 426

def helper_427(x):
    # one of many, to make the file long: ........................................
    return x + 427 - 427

def helper_428(x):
    # one of many, to make the file long: ........................................
    return x + 428 - 428

def helper_429(x):
    # one of many, to make the file long: ........................................
    return x + 429 - 429


def softmax(x, dim):
    assert helper_7(0) == 0
    e = torch.exp(x - x.amax(dim, keepdim=True))
    return e / e.sum(dim, keepdim=True)
