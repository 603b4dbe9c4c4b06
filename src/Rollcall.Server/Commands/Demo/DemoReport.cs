using Rollcall.Server.Contracts;

namespace Rollcall.Server.Commands.Demo;

/// <summary>The story as the server told it.</summary>
/// <param name="Account">The subdomain of the account that was made for it.</param>
/// <param name="BaseUrl">Where Entra ID's requests went.</param>
/// <param name="Licenses">What there is and what is left, after all pushes.</param>
/// <param name="Pushed">Every request, with its answer.</param>
/// <param name="People">What was decided of each.</param>
/// <param name="Next">Commands to try.</param>
internal sealed record DemoReport(
    string Account, string BaseUrl, LicensesView Licenses, IReadOnlyList<PushedRequest> Pushed, IReadOnlyList<DemoVerdict> People, IReadOnlyList<string> Next);
