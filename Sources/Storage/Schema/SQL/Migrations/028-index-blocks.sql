-- Where parts of a frame index begin (FrameIndexBlocks), so that a chunk reads only the part that it needs. NULL for
-- recordings imported before: their index is read as a whole.
ALTER TABLE relecture.frame_index ADD COLUMN blocks bytea;
