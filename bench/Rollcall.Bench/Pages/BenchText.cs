namespace Rollcall.Bench.Pages;

/// <summary>What stands on the page whatever was measured.</summary>
internal static class BenchText
{
    public const string Head = """
        # Benchmarks

        Written by `bench/run`; do not edit. Figures are ratios of things measured in one run on one machine; absolute numbers only say what that machine did, and client and server share its cores.
        The steadiest figure is the server's CPU a request. Nothing is switched off: every commit is synced (SQLite `synchronous=FULL`, PostgreSQL `fsync` and `synchronous_commit` on), the
        journal is written, names are unique, licenses are decided.

        ```bash
        bench/run                  # everything, about 25 minutes; writes this page and its pictures
        bench/run --quick          # a look at everything, about 5 minutes; writes to artifacts/bench
        bench/run --only growth    # one part; the others stay as they were measured (bench/run --help names them)
        ```

        The figures behind each part lie beside this page as `benchmarks/PART.json`. What is counted instead of timed (rows and index entries a request touches) is asserted by `./test`, in
        `Rollcall.Core.Tests.Roll.TouchTests`. The peers are told of in [peers](../explanation/peers.md).

        """;
}
