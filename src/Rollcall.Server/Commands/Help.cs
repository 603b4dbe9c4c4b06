using System.CommandLine;
using System.CommandLine.Help;

namespace Rollcall.Server.Commands;

/// <summary>Gives commands their help pages.</summary>
internal static class Help
{
    /// <summary>A command's help, with examples, one a line.</summary>
    public static Command With(Command command, string examples) => Give(command, new HelpPage(examples, []));

    /// <summary>The help of a group, with its commands under headings; those under none come first.</summary>
    public static Command OfGroup(Command command, IReadOnlyList<(string Heading, string[] Commands)> chapters, string examples = "")
    {
        var page = new HelpPage(examples, chapters);
        command.SetAction(parsed =>
        {
            // A group alone does nothing; who types it wants to know what it holds.
            parsed.InvocationConfiguration.Error.Write(page.Text(command, HelpPage.WidthOf(parsed)));
            return Exit.Failed;
        });
        return Give(command, page);
    }

    /// <summary>A command's page.</summary>
    public static HelpPage? PageOf(Command command) => command.Options.OfType<HelpOption>().FirstOrDefault()?.Action as HelpPage;

    private static Command Give(Command command, HelpPage page)
    {
        var option = command.Options.OfType<HelpOption>().FirstOrDefault();
        if (option is null)
        {
            option = new HelpOption();
            command.Options.Add(option);
        }

        option.Action = page;
        return command;
    }
}
