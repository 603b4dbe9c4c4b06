namespace Rollcall.Core.Journal;

/// <summary>Exchanges of one route, status and minute that were counted, not kept.</summary>
/// <param name="Account">The account's number.</param>
/// <param name="Directory">The directory's key; 0 where the requests named none.</param>
/// <param name="Minute">Minutes since 1970, UTC.</param>
/// <param name="Route">Verb and pattern: <c>GET /Users/{id}</c>.</param>
/// <param name="Status">HTTP status of the answers.</param>
/// <param name="Number">How many.</param>
/// <param name="LastAt">When the last of them arrived.</param>
/// <param name="MostMicros">The slowest answer, in microseconds.</param>
public sealed record ReadCount(long Account, long Directory, long Minute, string Route, int Status, long Number, DateTimeOffset LastAt, long MostMicros);
