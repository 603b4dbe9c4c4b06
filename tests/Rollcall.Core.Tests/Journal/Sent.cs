using Rollcall.Core.Journal;

namespace Rollcall.Core.Tests.Journal;

/// <summary>Exchanges, as tests need them.</summary>
internal static class Sent
{
    public static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    public static Exchange Read(long account, long? directory = 7, string route = "/Users") => new()
    {
        At = Noon, Account = account, Directory = directory, Kind = ExchangeKind.Read, Verb = "GET", Route = route, Pattern = "/Users", Status = 200, Actor = "rct_AbCd1234", Micros = 900,
    };

    public static Exchange Match(long account, string subject, long? directory = 7) => Read(account, directory) with
    {
        Kind = ExchangeKind.Match, Subject = subject, Query = "filter=userName eq \"***\"", Count = 1, Ids = ["a"],
    };
}
