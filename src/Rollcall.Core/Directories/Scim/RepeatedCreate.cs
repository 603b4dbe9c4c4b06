using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rollcall.Core.Roll;
using Rollcall.Core.Storage;

namespace Rollcall.Core.Directories.Scim;

/// <summary>Finds the record that the very same request has made before.</summary>
internal static class RepeatedCreate
{
    /// <summary>Bytes that most users need, and the writer asks for.</summary>
    private const int Ordinary = 4096;

    /// <summary>Digest of token and names, each with its length before it, and the body: no two requests share a digest because one's end is the other's begin.</summary>
    public static byte[] Digest(string actor, UserFacts facts, JsonObject document)
    {
        var text = new ArrayBufferWriter<byte>(Ordinary);
        Write(text, actor);
        Write(text, facts.Person.ExternalId);
        Write(text, facts.Person.UserName);
        using (var writer = new Utf8JsonWriter(text))
        {
            document.WriteTo(writer);
        }

        return SHA256.HashData(text.WrittenSpan);
    }

    private static void Write(ArrayBufferWriter<byte> text, string? part)
    {
        BinaryPrimitives.WriteInt32BigEndian(text.GetSpan(sizeof(int)), part is null ? -1 : Encoding.UTF8.GetByteCount(part));
        text.Advance(sizeof(int));
        Encoding.UTF8.GetBytes(part ?? string.Empty, text);
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
