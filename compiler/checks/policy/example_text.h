// The frame of the documents in the rules' examples.
#pragma once

// A whole document around its statements, both texts in quotes.
#define IAMGEN_DOCUMENT(statements) \
  "{\"Version\": \"2012-10-17\",\n \"Statement\": [" statements "]}"
