-- The words of a segment with their places and how sure each is: [["text",start,end,confidence],...]
ALTER TABLE segments ADD COLUMN words TEXT;
