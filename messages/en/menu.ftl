menu-help = How to use Gege
menu-case = See a case: /case 1001
menu-cases = My cases and my grids' cases
menu-language = 中文 / English
