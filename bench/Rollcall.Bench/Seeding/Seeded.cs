using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;

namespace Rollcall.Bench.Seeding;

/// <summary>A filled data folder: what to ask for in it, without asking it.</summary>
/// <param name="Folder">The data folder.</param>
/// <param name="Postgres">The connection string of its database, or null for SQLite.</param>
/// <param name="Path">The path of the directory's Base URL.</param>
/// <param name="Token">Its token.</param>
/// <param name="Users">How many users it holds, numbered from 0.</param>
/// <param name="Groups">The sizes of its groups, one of each; a group of size M holds the users 0 to M-1.</param>
internal sealed record Seeded(string Folder, string? Postgres, string Path, string Token, int Users, int[] Groups)
{
    private const long FirstMillisecond = 1_700_000_000_000;

    /// <summary>Ids like those the server makes: version 7, growing with time, the rest as good as random.</summary>
    public static Guid UserId(long number) => Id(number, 0x9E3779B97F4A7C15);

    public static Guid GroupId(int size) => Id(size, 0xD1B54A32D192ED03);

    public static string NameOf(long number) => "seed" + number.ToString("D7", CultureInfo.InvariantCulture) + "@bench.example";

    public static Seeded? Read(string folder)
    {
        var file = System.IO.Path.Combine(folder, "seeded.json");
        return File.Exists(file) ? JsonSerializer.Deserialize<Seeded>(File.ReadAllText(file)) : null;
    }

    public void Save() => File.WriteAllText(System.IO.Path.Combine(Folder, "seeded.json"), JsonSerializer.Serialize(this));

    private static Guid Id(long number, ulong salt)
    {
        var chance = ((ulong)number + 1) * salt;
        chance = (chance ^ (chance >> 31)) * 0xBF58476D1CE4E5B9;
        chance ^= chance >> 29;
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteInt64BigEndian(bytes, (FirstMillisecond + (number / 10)) << 16);
        bytes[6] = (byte)(0x70 | (number % 10));
        bytes[7] = (byte)chance;
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], chance);
        bytes[8] = (byte)(0x80 | (bytes[8] & 0x3F));
        return new Guid(bytes, bigEndian: true);
    }
}
