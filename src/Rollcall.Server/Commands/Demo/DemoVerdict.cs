using Rollcall.Server.Contracts;

namespace Rollcall.Server.Commands.Demo;

/// <summary>What was decided of one person, and why.</summary>
/// <param name="Name">Who.</param>
/// <param name="Address">What was typed into the client.</param>
/// <param name="Story">What is special, as the company would say it.</param>
/// <param name="Verdict">The answer to the gateway; null of an entry that is asked about and does not connect.</param>
/// <param name="Why">The explanation; null where nothing was refused.</param>
internal sealed record DemoVerdict(string Name, string Address, string Story, ConnectVerdict? Verdict, WhyAnswer? Why);
