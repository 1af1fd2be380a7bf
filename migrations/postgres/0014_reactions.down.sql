drop table post_tallies;
drop table post_reactions;
