namespace Rollcall.Core.Words;

/// <summary>The public name of an account.</summary>
public readonly record struct AccountId(Guid Value)
{
    public override string ToString() => Value.ToString("N");
}

/// <summary>The public name of a directory.</summary>
public readonly record struct DirectoryId(Guid Value)
{
    public override string ToString() => Value.ToString("N");
}

/// <summary>The public name of a record: the SCIM id.</summary>
public readonly record struct RecordId(Guid Value)
{
    public override string ToString() => Value.ToString("D");
}

/// <summary>The public name of a user of the User Directory.</summary>
public readonly record struct UserId(Guid Value)
{
    public override string ToString() => Value.ToString("D");
}

/// <summary>The public name of a group of the User Directory.</summary>
public readonly record struct GroupId(Guid Value)
{
    public override string ToString() => Value.ToString("D");
}

/// <summary>The place of a row within its account: account shifted by 36 bits, then a number. Ordered by creation, unique over all accounts.</summary>
public readonly record struct RowKey(long Value) : IComparable<RowKey>
{
    public int CompareTo(RowKey other) => Value.CompareTo(other.Value);

    public static bool operator <(RowKey left, RowKey right) => left.Value < right.Value;

    public static bool operator >(RowKey left, RowKey right) => left.Value > right.Value;

    public static bool operator <=(RowKey left, RowKey right) => left.Value <= right.Value;

    public static bool operator >=(RowKey left, RowKey right) => left.Value >= right.Value;
}

/// <summary>The <c>client_id</c> of an OAuth client.</summary>
public readonly record struct OAuthClientId(Guid Value)
{
    public override string ToString() => Value.ToString("N");
}

/// <summary>The public name of a receiver of events.</summary>
public readonly record struct ReceiverId(Guid Value)
{
    public override string ToString() => Value.ToString("N");
}

/// <summary>The public name of a token or key; the secret is not part of it.</summary>
public readonly record struct CredentialId(Guid Value)
{
    public override string ToString() => Value.ToString("D");
}
