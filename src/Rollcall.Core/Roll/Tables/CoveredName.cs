namespace Rollcall.Core.Roll.Tables;

/// <summary>A user or a group that a policy names, as people know it.</summary>
/// <param name="Subject">Its key.</param>
/// <param name="Id">Its id in the User Directory.</param>
/// <param name="Name">The user's name, or the group's.</param>
/// <param name="Priority">Whether it goes before others in the queue.</param>
public sealed record CoveredName(CoveredId Subject, Guid Id, string Name, bool Priority);
