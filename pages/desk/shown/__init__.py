"""What pages of several rooms show: the picture of a centre, remarks, reach, first figures."""
