/**
 * 1,024 plain words, no two with the same first four letters, from the English list of BIP 39 (MIT licence). The same in every language:
 * both sides have to see the same.
 */
export const plainWords: readonly string[] = `
ability above absorb access achieve acquire across actor adapt adjust advice affair afford agent ahead airport aisle
alarm alley allow alone alpha also always amazing among analyst ancient angle animal ankle announce another antenna
antique appear apple april arch area arena argue armor arrange artefact artwork asset assume asthma atom attract audit
aunt author autumn average avocado aware awesome axis bacon badge balcony bamboo banana banner barely bargain barrel
base basic basket battle beach bean beauty because beef before behave believe belt bench benefit best beyond bicycle
bike biology bird birth bitter blade blame blanket bless blossom blouse blue blur blush board boat boil bonus book boost
border boring borrow boss bottom bounce bracket brand brass brave bread breeze brick bridge brief bright bring brisk
broccoli bronze broom brown brush bubble buddy budget buffalo build bulb bulk bundle bunker burger business busy butter
buyer buzz cabbage cabin cable cactus cake calm camera camp canal cancel candy cannon canoe canvas canyon capable
capital captain carbon card cargo carpet carry cart case cash castle casual catalog catch category cattle caught caution
cave ceiling celery cement census century cereal chair chalk champion change chapter charge chat cheap check cheese chef
cherry chest chicken chief chimney choice choose chronic chuckle churn cinnamon circle citizen city civil claim clarify
clay clean clerk clever click client cliff climb clinic clip clock clog close cloth cloud clown club clump cluster coach
coast coconut coffee coil coin collect color column combine come comic common company concert conduct congress connect
control cook cool copper copy coral core corn correct cotton couch country couple course cousin cover coyote cradle
craft cram crane crater cream credit creek crew cricket crisp crop cross crowd cruise crunch crystal cube culture
cupboard curtain cushion custom cycle damp dance daring dash daughter dawn deal december decide decrease deer degree
deliver denial dentist depth design desk detail device diagram dial diamond diary dice diesel diet digital dinner
dinosaur direct disagree dish distance document doll dolphin domain donor door dose draft drastic dream dress drift
drink drive drum duck dune dutch dynamic eager eagle early earth easily east easy echo ecology edge educate eight either
electric elegant element elephant elevator elite embark embrace emotion enable endless energy enforce engine enhance
enlist enroll enter entry envelope equal essay estate eternal evolve exact exchange exhibit exit expand explain extend
fabric face faith fame famous farm favorite february federal feel festival fetch fiber fiction field figure film final
fine finger fire first fish fitness flag flash flat flip flock floor flower flush foam fold food foot forest forget
forum fossil foster found frame fresh friend fringe frog frozen fruit fuel future gadget gain galaxy gallery game garage
garden garlic garment gate gauge general genre giant gift ginger giraffe glad glass glimpse globe glove glow glue goat
goddess gold goose gospel gown grab grace grain grant grape grass green grid grocery grow guide guitar habit hair
hamster hand happy harbor harvest have hawk heart heavy hedgehog height helmet help high hill history hobby hockey hole
holiday home honey horse host hotel hover human humor hybrid idea imitate immune improve include index indoor infant
inherit input inside install interest invest iron island isolate item ivory jacket jazz jeans jelly jewel join journey
juice jump jungle kangaroo keen ketchup kind kingdom kiss kitchen kitten kiwi knee know ladder lake lamp language laptop
large latin laugh laundry lava layer leader leaf lecture legend lemon lend lens leopard lesson letter liberty license
lift light limit lion liquid little load lobster lock long lounge loyal luggage lumber lunar luxury machine magnet main
make mammal mango mansion maple marble march margin market material math matrix matter maze meadow measure meat mechanic
medal melody melt mention menu merge merit message metal middle milk million mind minimum miracle mirror miss mobile
modify monkey month moon morning mosquito motor mountain mouse movie multiply museum mushroom music myself myth napkin
nation nature need nest network news night noble noodle normal north notable nothing novel observe occur ocean october
offer often olive olympic omit online open opinion orange orbit orchard organ original ostrich outdoor outside oven over
oyster ozone pact paddle page palace palm panda panel panther paper parade park parrot pass pattern pause pave peace
peanut pear pelican pencil people pepper permit phone physical piano picnic piece pilot pink pioneer pipe pitch pizza
place planet plastic plate please pluck plug plunge poem poet point pond pony pool portion possible potato pottery
powder power prefer present pride print process profit project property protect public pudding pulse pumpkin puppy
purity push pyramid quarter quick quiz rabbit rack radar radio rail rain raise rally ramp ranch range rate raven ready
reason rebuild recipe recycle reform regular release remember render reopen repeat report resource result return review
ribbon rice ride ridge right ring ripple river road roast robust rocket romance roof rookie room rose round rubber rule
rural saddle sail salad salmon salt salute sample sand sausage scale scene school scout search seat section segment sell
senior service settle shadow shed shell sheriff shield shine ship shiver shoe shop shoulder shrimp silk silver similar
sing size skate skill skirt slab sleep slide smile snack snap snow soap soccer soda solar soldier solution someone song
sort soup south space speak speed spend sphere spice sponsor spoon sport spray spread spring square squirrel stadium
stage stairs start stay steel stem stereo still stone story stove strategy student subject such sugar summer sunny
sunset supply sure surprise sustain sweet swim swing symbol syrup table tackle talk task taxi teach tell tennis tent
text that then there this three throw thunder ticket tide tiger tilt timber tiny tissue today toddler trellis tomato
tomorrow tonight topic tortoise total tower town trade train travel tray tree trend trim truck true truly trumpet truth
tuition tumble tuna tunnel turtle twenty twin typical umbrella under uniform universe unlock unusual upgrade upper usage
useful utility valve vast vehicle velvet venture venue version vibrant video village violin visual vivid voice voyage
wait wall walnut wash wave wear weather welcome wheat when whisper width window wink winter wire wisdom wish wolf wood
wool word worth write yard yellow zebra zero
`
  .trim()
  .split(/\s+/);
