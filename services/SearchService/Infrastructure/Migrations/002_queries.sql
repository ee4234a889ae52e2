-- Words that mean the same; a group may hold phrases.
CREATE TABLE synonyms (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    terms text[] NOT NULL
);
INSERT INTO synonyms (terms) VALUES
    ('{sofa,couch,settee}'), ('{jumper,sweater,pullover}'), ('{trousers,pants,slacks}'), ('{sneakers,trainers}'),
    ('{torch,flashlight}'), ('{backpack,rucksack,knapsack}'), ('{pyjamas,pajamas,nightwear}'), ('{colour,color}'), ('{grey,gray}'),
    ('{secateurs,pruners,pruning shears}'), ('{rain boots,wellies,wellingtons,gumboots}'), ('{duvet,comforter,quilt}'),
    ('{throw,blanket}'), ('{bike,bicycle,cycle}'), ('{headphones,headset}'), ('{earbuds,earphones,in ear headphones}'),
    ('{skillet,frying pan,fry pan}'), ('{chopping board,cutting board}'), ('{suitcase,luggage,carry on}'), ('{rain shell,raincoat,rain jacket}'),
    ('{beanie,woolly hat,knit hat}'), ('{charger,power adapter}'), ('{ssd,solid state drive,external drive}'), ('{power bank,portable battery}'),
    ('{skipping rope,jump rope}'), ('{table tennis,ping pong}'), ('{sunscreen,sun cream,sunblock,sun lotion}'), ('{shaving brush,shave brush}'),
    ('{puzzle,jigsaw puzzle}'), ('{jam,preserve}'), ('{bottle,flask}'), ('{mat,rug}'), ('{towel,bath sheet}'), ('{wallet,billfold}'),
    ('{mouse,computer mouse}'), ('{doormat,entry mat,door mat}'), ('{hammer,mallet}'), ('{tv,television}'), ('{fridge,refrigerator}'),
    ('{spanner,wrench}'), ('{mobile,phone,smartphone}'), ('{nappy,diaper}'), ('{pram,stroller}'), ('{tap,faucet}'), ('{lamp,light}'),
    ('{tent,shelter}'), ('{hiking,trekking,walking}'), ('{kids,children,childrens}');

-- How often a text was searched for and found something, by day. Nothing of who searched.
CREATE TABLE popular_queries (
    query text NOT NULL,
    day date NOT NULL,
    count integer NOT NULL,
    PRIMARY KEY (query, day)
);
CREATE INDEX popular_queries_by_day ON popular_queries (day);
