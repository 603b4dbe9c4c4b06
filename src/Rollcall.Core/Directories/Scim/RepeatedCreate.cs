using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Directories.Scim;

/// <summary>Finds the record that the very same request has made before.</summary>
internal static class RepeatedCreate
{
    /// <summary>Digest of token, names and body, each with its length before it: no two requests share a digest because one's end is the other's begin.</summary>
    public static byte[] Digest(string actor, UserFacts facts, JsonObject document)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in new[] { actor, facts.Person.ExternalId, facts.Person.UserName, document.ToJsonString() })
        {
            var bytes = Encoding.UTF8.GetBytes(part ?? string.Empty);
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, part is null ? -1 : bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>The record, as it is now; null where the names belong to somebody else's record or the answer has arrived.</summary>
    public static async ValueTask<StoredRecord?> FindAsync(Store store, ScimBinding binding, UserFacts facts, byte[] digest, CancellationToken ct)
    {
        if (binding.Births is not { } births)
        {
            return null;
        }

        var account = binding.Directory.Account;
        var holder = await store.ReadAsync((s, c) => RecordReader.ByUserNameAsync(s, account, facts.Person.NameKey, c), ct);
        if (holder is null || holder.Head.Directory != binding.Directory.Key.Value)
        {
            return null;
        }

        var born = await store.ReadAsync((s, c) => RecordReader.BornAsync(s, account, holder.Head.Key, c), ct);
        return born is not null && births.IsRepeated(holder.Head.Id, holder.Head.Created, born, digest) ? holder : null;
    }
}
