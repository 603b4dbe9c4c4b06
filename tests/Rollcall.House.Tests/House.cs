namespace Rollcall.House.Tests;

/// <summary>How a rule's answer is judged: all faults are shown, not the first.</summary>
public static class House
{
    public static void HasNo(IEnumerable<string> faults)
    {
        var all = faults.Distinct(StringComparer.Ordinal).ToList();
        if (all.Count > 0)
        {
            Assert.Fail(string.Join(Environment.NewLine, all));
        }
    }

    /// <summary>Each expected text is part of exactly one fault, and there is no other fault.</summary>
    public static void Finds(IEnumerable<string> faults, params string[] expected)
    {
        var all = faults.Distinct(StringComparer.Ordinal).ToList();
        foreach (var text in expected)
        {
            Assert.Single(all, fault => fault.Contains(text, StringComparison.Ordinal));
        }

        Assert.True(all.Count == expected.Length, "found besides: " + string.Join(Environment.NewLine, all));
    }
}
