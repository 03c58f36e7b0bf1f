"""Line: the memento of one person, which each draft is held against."""
