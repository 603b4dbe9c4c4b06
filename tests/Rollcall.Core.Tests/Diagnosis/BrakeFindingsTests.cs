using Rollcall.Core.Diagnosis.Checks;

namespace Rollcall.Core.Tests.Diagnosis;

/// <summary>Findings of a directory's brake.</summary>
public sealed class BrakeFindingsTests
{
    [Fact]
    public void RC810_speaks_of_a_directory_that_took_much_away() => Assert.Contains("40 users", Rc810BrakeAlerted.Examine(Faults.Account("RC810", Seeds.Healthy()))!.Sentence, StringComparison.Ordinal);

    [Fact]
    public void RC810_is_silent_of_a_quiet_brake_and_of_one_that_holds()
    {
        Assert.Null(Rc810BrakeAlerted.Examine(Seeds.Healthy()));
        Assert.Null(Rc810BrakeAlerted.Examine(Faults.Account("RC811", Seeds.Healthy())));
    }

    [Fact]
    public void RC811_speaks_of_a_brake_that_holds() => Assert.StartsWith("rollcall brake show", Rc811BrakeHolds.Examine(Faults.Account("RC811", Seeds.Healthy()))!.Remedy.Command, StringComparison.Ordinal);

    [Fact]
    public void RC811_is_silent_of_a_brake_that_only_said_so() => Assert.Null(Rc811BrakeHolds.Examine(Faults.Account("RC810", Seeds.Healthy())));
}
