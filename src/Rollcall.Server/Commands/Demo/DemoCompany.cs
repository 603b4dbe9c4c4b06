using Rollcall.Scim.Calling;

namespace Rollcall.Server.Commands.Demo;

/// <summary>A small company with what goes wrong in large ones. What becomes of it is the server's to decide.</summary>
internal sealed class DemoCompany
{
    /// <summary>How many licenses it has: one less than there are people who could use one.</summary>
    public const int Licenses = 4;

    /// <summary>Its group.</summary>
    public const string Sales = "Sales";

    private const string Domain = "demo.example";

    public DemoPerson Anna { get; } = Healthy("Anna", "Berg");

    public DemoPerson Ben { get; } = Healthy("Ben", "Okafor");

    public DemoPerson Chen { get; } = Healthy("Chen", "Li");

    public DemoPerson Dora { get; } = new("has no mailbox yet", User("Dora", "Weiss") with { Mail = null });

    public DemoPerson Emil { get; } = new("left; disabled in Entra", User("Emil", "Novak"));

    /// <summary>As she was before she was deleted.</summary>
    public DemoPerson FayBefore { get; } = new("deleted in Entra ID", User("Fay", "Lindqvist"));

    public DemoPerson Fay { get; } = new("deleted, then made anew", User("Fay", "Lindqvist"));

    public DemoPerson Gus { get; } = new("came when none was free", User("Gus", "Moreau"));

    public DemoPerson Hana { get; } = new("only in a nested group", User("Hana", "Sato"));

    /// <summary>All who will ask to connect.</summary>
    public IReadOnlyList<DemoPerson> People => [Anna, Ben, Chen, Dora, Emil, Fay, Gus, Hana];

    private static DemoPerson Healthy(string given, string family) => new("nothing special", User(given, family));

    private static EntraUser User(string given, string family)
    {
        var name = $"{given}.{family}@{Domain}".ToLowerInvariant();
        return new EntraUser
        {
            ObjectId = Guid.CreateVersion7(),
            UserPrincipalName = name,
            DisplayName = $"{given} {family}",
            GivenName = given,
            Surname = family,
            Mail = name,
            Department = Sales,
        };
    }
}
