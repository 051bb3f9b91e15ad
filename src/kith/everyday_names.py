"""Names that are words as well, words that are no name, and the usual names of kin: own lists.

All of them folded as `kith.called` folds a text: small letters without accents.
"""

WORDS_TOO = frozenset(  # with a small letter these are words: `may`, `will`, `hope`
    """
    ace alma amber angel april arch archer art ash aspen august autumn baker bank banks barn baron bay
    bean bear bell belle best bill birch bird bishop black blaze bliss bloom blossom blue bond boss
    bow bowl box brand brandy brave bridge bridges bright brook brooks brown buck bud buddy bull bunny burn
    burns bush butler candy cane cannon carol carpenter carter case cash chamber chambers chance charity
    charm chase chaste cherry chip christian christmas church clay cliff cloud coal cole colt constant
    cook cookie cooper coral core cotton crane cream crew cross crown cruz crystal dale daisy dan dance
    dark dash dawn day dean dee deacon destiny dew diamond dick dolly dot dove drake draw drew duke
    dusk dusty eagle earl earnest east ebony echo elder eve even ever fair faith fall falls farmer favour
    fawn fay feather fern field fields finch finn fish fisher flint flora flower flowers ford forest foster
    fox frank frankly free freed friday frost gale garden gardener gates gay gem gene gentry ginger glad
    glen glory gold golden good goodman grace grant grave graves gray green grey grove guy hale hall hand
    happy hardy harmony harp hart harvest haven hawk hay hazel head heart heath heather heaven hill hills
    holiday holly home honesty honey honor honour hood hook hop hope horn house hunt hunter ice indigo
    iris iron ivory ivy jack jade jam jasmine jay jean jeans jersey jet jewel jimmy john josh journey joy
    judge july june justice justin karma keen key king kit kitty knight lace lake lamb lance land lane
    lark laurel law leaf lee liberty light lilac lily link little lock long lord lot lotus lou love lovely
    low luck lucky major manly many marble march marina mark market marks marsh marshal mason mat max may
    mayor mead mercy merit merry mike miles mill miller mills mint miracle mist misty moody moon moore
    more morning moss mouse nap neat ned nest never newman nick night noble noon norm north nova nick
    oak ocean olive opal orange otter page paige pain pal pansy park parker parks pat patience patient
    peace peach peak pearl peg penny pepper pet petal peter phoenix pierce pike piper pitt pleasant poet
    polish pond pool poor pop pope poppy porter post power powers precious pretty price pride priest
    prim primrose prince prior prize prudence pure queen quick quinn rain rainbow rains randy raven ray
    read red reed reef reeve rest rex rice rich ridge ring rise river rivers rob robin rock rocky rod
    roman rose rosemary rosy rowan royal ruby rue rush rusty sage sailor sal salt sandy savage scarlet
    scout sea season self serenity sergeant shade sharp shaw shepherd short shy sierra silver sin singer
    sky slim slow small smart smith snow sol son song sonny sparks sparrow spring stacks star stark steel
    sterling still stone storm stormy story street strong sue sugar summer summers sun sunday sunny
    sunshine swan sweet swift taylor tailor tad tan tanner teddy temple terry thorn thrift tiger tiny
    toby tower town trinity trip true trust turner twig unity vale valley van velvet verity vest victor
    viola violet virtue wade wait walk walker wall walls ward warden warm warner warren water waters wave
    way weaver web weeks wells west wheat wheeler whit white whole wild wiley will willow wills willy wind
    winner winter winters wise wolf wood woods woody worth wren wright yale york young zen
    """.split()  # noqa: SIM905 - a list of hundreds of words is read better so
)

NO_NAME = frozenset(  # never a name by themselves: of, from, and where or what somebody is
    """
    the and from for with not who that this these those her his him she they them their our ours your
    its was were are has had who whom whose which what when where about above after again all also any
    back behind before below beside between both but can could did does done down during each every few
    had half have here into just like made make met more most much near next off old one only onto other
    over own same some such than then there through too two under until very via was way while without
    would you yet new big bad nice lady man men woman women girl boy guy person people somebody someone
    anybody anyone everybody everyone nobody friend friends work job office school class college uni
    university church choir gym club group team shop street road door house home flat building floor
    upstairs downstairs town city village online app chat phone mobile number senior junior
    miss mrs mister doctor prof professor sir madam saint von van der den des del dela della dos das
    las los bin ibn bint abu ter ten
    """.split()  # noqa: SIM905 - a list of hundreds of words is read better so
)

KIN: tuple[frozenset[str], ...] = tuple(  # each row: what people call the same one of their kin
    frozenset(row.split())
    for row in (
        "mum mums mom mam mama mamma mumma momma mummy mommy mommie mammy mother ma mumsy mutti",
        "dad dads daddy daddies father papa pappa pa da pop pops poppa dada",
        "gran gram nan nana nanna nanny granny grannie grandma grandmother grandmum grandmom grandmama nonna oma",
        "grandad granddad grandpa grandfather grandpapa gramps grandpop granda nonno opa",
        "stepmum stepmom stepmam stepmother stepmummy",
        "stepdad stepfather stepdaddy",
        "brother bro brothers",
        "sister sis sissy sisters",
        "aunt auntie aunty aunts",
        "uncle uncles",
        "husband hubby hubbie",
        "wife wifey",
        "boyfriend bf",
        "girlfriend gf",
        "partner spouse",
        "fiance fiancee",
        "ex",
    )
)

PARTNERS = frozenset(  # behind "my": whoever is with somebody
    "partner spouse husband hubby wife wifey boyfriend bf girlfriend gf fiance fiancee".split()  # noqa: SIM905 - as above
)
EXES = frozenset({"ex", "exes"})
PARENTS = KIN[0] | KIN[1] | {"parent", "parents"}
