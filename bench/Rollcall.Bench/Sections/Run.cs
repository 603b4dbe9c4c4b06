using Rollcall.Bench.Seeding;

namespace Rollcall.Bench.Sections;

/// <summary>What every part of a run is given.</summary>
/// <param name="Postgres">A connection string to a PostgreSQL that may hold databases of the bench, or null.</param>
/// <param name="IsQuick">Whether it is a quick look: a directory of 100,000 instead of a million, fewer and shorter rounds.</param>
/// <param name="Folder">Where data may lie; what is filled there is found again by the next part.</param>
/// <param name="Say">Tells how far it is.</param>
internal sealed record Run(string? Postgres, bool IsQuick, string Folder, Action<string> Say)
{
    public Shelf Shelf { get; } = new(Folder, Postgres, Say);

    private static readonly int[] s_directories = [1_000, 100_000, 1_000_000];

    /// <summary>The sizes of the directories of this run: a million on SQLite alone, and not in a quick look.</summary>
    public int[] Directories(bool onPostgres) => [.. s_directories.Where(size => size <= Largest(onPostgres))];

    public int Largest(bool onPostgres) => IsQuick || onPostgres ? 100_000 : 1_000_000;

    public int Rounds => IsQuick ? 3 : 5;

    /// <summary>How long one measurement takes.</summary>
    public TimeSpan Moment => TimeSpan.FromSeconds(IsQuick ? 0.4 : 1.2);
}
