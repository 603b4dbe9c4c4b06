namespace Rollcall.Core.Roll.Tables;

/// <summary>It is covered.</summary>
/// <param name="Priority">Whether it goes before others in the queue.</param>
public sealed record CoveredMark(bool Priority);

/// <summary>On how many grounds a policy covers a user.</summary>
/// <param name="Count">All of them.</param>
/// <param name="Favored">Those marked priority.</param>
internal readonly record struct Grounds(long Count, long Favored);
