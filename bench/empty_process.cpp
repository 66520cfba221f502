// What the system itself takes to start and end a static process.
int main() { return 0; }
