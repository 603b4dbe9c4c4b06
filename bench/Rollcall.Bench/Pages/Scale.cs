namespace Rollcall.Bench.Pages;

/// <summary>From a number to a place on the paper, evenly or by its logarithm.</summary>
internal sealed record Scale(double Least, double Greatest, double From, double To, bool IsLog)
{
    private static readonly double[] s_narrow = [1, 2, 5];
    private static readonly double[] s_wide = [1];
    private static readonly double[] s_steps = [1, 2, 5, 10];

    public double At(double value)
    {
        var share = IsLog
            ? (Math.Log10(Math.Max(value, Least)) - Math.Log10(Least)) / (Math.Log10(Greatest) - Math.Log10(Least))
            : (value - Least) / (Greatest - Least);
        return From + (Math.Clamp(share, 0, 1) * (To - From));
    }

    public IEnumerable<double> Ticks() => IsLog ? Decades() : Even();

    private IEnumerable<double> Decades()
    {
        var narrow = Greatest / Least < 30;
        for (var decade = Math.Floor(Math.Log10(Least)); decade <= Math.Log10(Greatest); decade++)
        {
            foreach (var times in narrow ? s_narrow : s_wide)
            {
                var tick = times * Math.Pow(10, decade);
                if (tick >= Least * 0.999 && tick <= Greatest * 1.001)
                {
                    yield return tick;
                }
            }
        }
    }

    private IEnumerable<double> Even()
    {
        var rough = (Greatest - Least) / 5;
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = s_steps.Select(n => n * power).First(n => n >= rough * 0.999);
        for (var tick = Math.Ceiling(Least / step) * step; tick <= Greatest * 1.0001; tick += step)
        {
            yield return tick;
        }
    }
}
