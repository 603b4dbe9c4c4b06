using System.Globalization;

namespace Rollcall.EndToEnd.Tests.Histories;

/// <summary>Histories by hand: those that a correct server may show, and those that it may not. Each line is <c>from-to action</c>; <c>from-</c> has no answer.</summary>
public sealed class LinearizabilityTests
{
    [Theory]
    [InlineData(true, "0-2 create a; 3-4 taken; 5-6 find a; 7-8 delete a; 9-10 find -")]
    [InlineData(true, "0-9 create a; 1-2 find -; 3-4 find a")]
    [InlineData(true, "0-9 create a; 1-8 create b; 2-7 delete a")]
    [InlineData(false, "0-2 create a; 3-4 create b")]
    [InlineData(false, "0-9 create a; 1-8 create b")]
    [InlineData(false, "0-2 create a; 3-4 find -")]
    [InlineData(false, "0-9 create a; 1-2 find a; 3-4 find -")]
    [InlineData(false, "0-2 create a; 3-4 delete a; 5-6 find a")]
    [InlineData(false, "0-2 create a; 3-4 delete a; 5-6 taken")]
    [InlineData(false, "0-1 taken; 2-3 create a")]
    [InlineData(false, "0-2 create a; 3-4 gone a")]
    [InlineData(true, "0- create ?; 5-6 find -; 7-8 find a; 9-10 taken")]
    [InlineData(true, "0- create ?; 5-6 create a")]
    [InlineData(true, "0-1 create a; 2- delete a; 3-4 taken; 5-6 create b")]
    [InlineData(false, "0- create ?; 5-6 find a; 7-8 find -")]
    [InlineData(false, "0-1 create a; 5-6 create b; 7- delete a")]
    public void A_name_has_one_bearer(bool fits, string history) => Check(fits, Linearizability.Fault(Read(history, Name), "", NameAction.Step));

    [Theory]
    [InlineData(true, "0-1 make 1; 2-9 change 3; 2-9 change 2; 10-11 read 3")]
    [InlineData(true, "0-1 make 1; 2-9 if 1 2; 2-9 mismatch 1; 10-11 delete; 12-13 absent")]
    [InlineData(true, "0-1 make 1; 2- change 0; 3-4 read 1; 5-6 read 2; 7-8 change 3")]
    [InlineData(false, "0-1 make 1; 2-9 if 1 2; 2-9 if 1 2")]
    [InlineData(false, "0-1 make 1; 2-3 change 2; 4-5 change 2")]
    [InlineData(false, "0-1 make 1; 2-3 change 2; 4-5 read 1")]
    [InlineData(false, "0-1 make 1; 2-9 change 2; 3-4 read 2; 5-6 read 1")]
    [InlineData(false, "0-1 make 1; 2-3 change 3")]
    [InlineData(false, "0-1 make 1; 2-3 mismatch 1")]
    [InlineData(false, "0-1 make 1; 2-3 absent")]
    [InlineData(false, "0-1 make 1; 2-3 delete; 4-5 read 1")]
    [InlineData(false, "0-1 make 1; 2- if 7 0; 3-4 read 2")]
    public void Each_change_has_a_version_of_its_own(bool fits, string history) => Check(fits, Linearizability.Fault(Read(history, Version), 0L, VersionAction.Step));

    [Theory]
    [InlineData(true, "0-1 come; 2-3 come; 4-5 see 2 0; 6-7 come; 8-9 see 2 1; 10-11 go; 12-13 see 2 0")]
    [InlineData(true, "0-9 come; 0-9 go; 1-2 see 1 0; 3-4 see 0 0")]
    [InlineData(true, "0- come; 1-2 see 0 0; 3-4 see 1 0")]
    [InlineData(false, "0-1 come; 2-3 come; 4-5 come; 6-7 see 3 0")]
    [InlineData(false, "0-1 come; 2-3 see 0 1")]
    [InlineData(false, "0-1 come; 2-3 see 0 0")]
    [InlineData(false, "0- come; 1-2 see 1 0; 3-4 see 0 0")]
    public void There_are_never_more_licenses_than_the_total(bool fits, string history) => Check(fits, Linearizability.Fault(Read(history, License), 0, LicenseAction.Of(2)));

    private static void Check(bool fits, string? fault) => Assert.True((fault is null) == fits, fault ?? "An order was found where there is none.");

    private static IEnumerable<Operation<T>> Read<T>(string history, Func<string[], T> action) => history.Split("; ").Select(line =>
    {
        var words = line.Split(' ');
        var times = words[0].Split('-');
        return new Operation<T>(action(words[1..]), Number(times[0]), times[1].Length == 0 ? Operation<T>.Never : Number(times[1]));
    });

    private static NameAction Name(string[] words) => words switch
    {
        ["create", "?"] => new NameAction.Create(null, 1),
        ["create", var id] => new NameAction.Create(id, 1),
        ["taken"] => new NameAction.Taken(),
        ["delete", var id] => new NameAction.Delete(id),
        ["gone", var id] => new NameAction.Gone(id),
        _ => new NameAction.Find(words[1] == "-" ? "" : words[1]),
    };

    private static VersionAction Version(string[] words) => words switch
    {
        ["make", var version] => new VersionAction.Make(Number(version)),
        ["change", var version] => new VersionAction.Change(null, Number(version)),
        ["if", var condition, var version] => new VersionAction.Change(Number(condition), Number(version)),
        ["mismatch", var condition] => new VersionAction.Mismatch(Number(condition)),
        ["read", var version] => new VersionAction.Read(Number(version)),
        ["delete"] => new VersionAction.Delete(),
        _ => new VersionAction.Absent(),
    };

    private static LicenseAction License(string[] words) => words switch
    {
        ["come"] => new LicenseAction.Come(),
        ["go"] => new LicenseAction.Go(),
        _ => new LicenseAction.See((int)Number(words[1]), (int)Number(words[2])),
    };

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
