using Rollcall.Core.Roll.Tables;

namespace Rollcall.Core.Roll;

/// <summary>A record as it is read: its head and its document.</summary>
/// <param name="Head">All but the document.</param>
/// <param name="Document">The finished document; empty of a deleted record.</param>
public sealed record StoredRecord(RecordRow Head, byte[] Document);

/// <summary>A member of a group, or a group of a member.</summary>
/// <param name="Id">The SCIM id of the other record.</param>
/// <param name="Type">What it is.</param>
/// <param name="Name">Its display name, where it has one and it was read.</param>
public sealed record RelatedRecord(Guid Id, Words.RecordType Type, string? Name);
