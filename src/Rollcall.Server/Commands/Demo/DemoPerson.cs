using Rollcall.Scim.Calling;

namespace Rollcall.Server.Commands.Demo;

/// <summary>Somebody of the demo's company.</summary>
/// <param name="Story">What is special, as the company would say it.</param>
/// <param name="User">As Entra ID has the person.</param>
internal sealed record DemoPerson(string Story, EntraUser User)
{
    /// <summary>What the person types into the client; the company's mail is named like its users.</summary>
    public string Address => User.UserPrincipalName;
}
