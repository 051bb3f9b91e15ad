/* Memory that runs out where it is told to: stands between SQLCipher and its own allocator.
   Compiled for `make prove` and its short test only; nothing of it is in what ships. */

typedef struct {
    void *(*take)(int);
    void (*give)(void *);
    void *(*again)(void *, int);
    int (*size)(void *);
    int (*round)(int);
    int (*begin)(void *);
    void (*end)(void *);
    void *data;
} Methods;

static Methods real;
static long seen, point;
static int once;

static int fails(void)
{
    seen++;
    return point && (once ? seen == point : seen >= point);
}

static void *take(int bytes) { return fails() ? 0 : real.take(bytes); }
static void *again(void *old, int bytes) { return fails() ? 0 : real.again(old, bytes); }

/* SQLITE_CONFIG_GETMALLOC is 5 and SQLITE_CONFIG_MALLOC is 4 */
int stand_between(int (*config)(int, ...))
{
    static Methods mine;
    int code = config(5, &real);
    if (code)
        return code;
    mine = real;
    mine.take = take;
    mine.again = again;
    return config(4, &mine);
}

void fail_at(long number, int only_once)
{
    seen = 0;
    point = number;
    once = only_once;
}

long so_far(void) { return seen; }
