using System.Globalization;
using Npgsql;

namespace Rollcall.Bench.Peers;

/// <summary>The CPU of a PostgreSQL on this machine, all its processes together, from the kernel's account.</summary>
internal static class PostgresCpu
{
    /// <summary>The kernel counts in hundredths of a second.</summary>
    private const long MicrosPerTick = 10_000;

    public static async Task<Func<long>> OfAsync(string connection)
    {
        await using var open = new NpgsqlConnection(connection + ";Pooling=false");
        await open.OpenAsync();
        await using var command = new NpgsqlCommand("select pg_backend_pid()", open);
        var backend = (int)(await command.ExecuteScalarAsync())!;
        return Fields(backend) is [_, var parent, ..] ? () => Total(parent) : static () => 0;
    }

    private static long Total(string postmaster)
    {
        var own = Fields(int.Parse(postmaster, CultureInfo.InvariantCulture));
        var ticks = own.Length == 0 ? 0 : Ticks(own, 11, 4);
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), out var id) && Fields(id) is { Length: > 13 } child && child[1] == postmaster)
            {
                ticks += Ticks(child, 11, 2);
            }
        }

        return ticks * MicrosPerTick;
    }

    private static long Ticks(string[] fields, int from, int count) => fields.Skip(from).Take(count).Sum(static f => long.Parse(f, CultureInfo.InvariantCulture));

    /// <summary>The fields of /proc/PID/stat after the name: state, parent, and on; user and system time are the 11th and 12th, those of ended children the next two.</summary>
    private static string[] Fields(int id)
    {
        try
        {
            var line = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{id}/stat"));
            return line[(line.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }
}
