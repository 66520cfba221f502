// The program: everything is in `Main`.
#include "driver/commands.h"

int main(int argc, char** argv) { return iamgen::driver::Main(argc, argv); }
