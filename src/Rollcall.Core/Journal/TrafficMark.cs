namespace Rollcall.Core.Journal;

/// <summary>How often a directory's requests showed one thing: a tolerated deviation, or a sign of who sends them (product rule 4).</summary>
/// <param name="Account">The account's number.</param>
/// <param name="Directory">The directory's key.</param>
/// <param name="Mark">A tolerance's code, or a sign's name.</param>
/// <param name="Number">How often, since the directory was made.</param>
/// <param name="FirstAt">When it was first seen.</param>
/// <param name="LastAt">When it was last seen.</param>
public sealed record TrafficMark(long Account, long Directory, string Mark, long Number, DateTimeOffset FirstAt, DateTimeOffset LastAt);
