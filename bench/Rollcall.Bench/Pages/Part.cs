namespace Rollcall.Bench.Pages;

/// <summary>What one part of the bench found, as it is kept beside the page: the page is written from these files alone.</summary>
internal sealed record Part
{
    public required string Name { get; init; }

    public required string Title { get; init; }

    public required Stamp Stamp { get; init; }

    public List<string> Notes { get; init; } = [];

    public List<Floor> Floors { get; init; } = [];

    public List<Grid> Grids { get; init; } = [];

    public List<Plot> Plots { get; init; } = [];
}

/// <summary>One floor of issue 5 and what was measured.</summary>
/// <param name="Workload">What was done.</param>
/// <param name="Asked">The floor in words.</param>
/// <param name="Measured">The figure in words, with its spread.</param>
/// <param name="IsMet">Whether the median meets it.</param>
internal sealed record Floor(string Workload, string Asked, string Measured, bool IsMet);

/// <summary>A table.</summary>
internal sealed record Grid(string Title, List<string> Columns, List<List<string>> Rows);

/// <summary>A picture: lines over numbers, or bars over names.</summary>
internal sealed record Plot
{
    /// <summary>The file's name without ending.</summary>
    public required string File { get; init; }

    public required string Title { get; init; }

    public string X { get; init; } = "";

    public required string Y { get; init; }

    public bool IsLogX { get; init; }

    public bool IsLogY { get; init; }

    /// <summary>The names below the bars; empty for lines.</summary>
    public List<string> Names { get; init; } = [];

    /// <summary>Whether the series of one name lie on each other instead of beside.</summary>
    public bool IsStacked { get; init; }

    /// <summary>A floor or a limit, drawn across, or null.</summary>
    public double? Mark { get; init; }

    public required List<Series> Series { get; init; }
}

/// <summary>A line, or one bar of each name.</summary>
internal sealed record Series(string Name, List<Dot> Dots);

/// <summary>A point with its spread; of bars, <paramref name="X"/> is the number of the name.</summary>
internal sealed record Dot(double X, double Y, double Least, double Greatest)
{
    public static Dot At(double x, double y) => new(x, y, y, y);

    public static Dot At(double x, SideBySide.Spread spread) => new(x, spread.Median, spread.Least, spread.Greatest);
}
