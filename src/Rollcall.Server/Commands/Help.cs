using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Rollcall.Server.Commands;

/// <summary>Help with examples: what people read first.</summary>
internal static class Help
{
    /// <summary>Gives a command's help its examples.</summary>
    public static Command With(Command command, string examples)
    {
        var option = command.Options.OfType<HelpOption>().FirstOrDefault();
        if (option is null)
        {
            option = new HelpOption();
            command.Options.Add(option);
        }

        option.Action = new WithExamples(examples);
        return command;
    }

    private sealed class WithExamples(string examples) : SynchronousCommandLineAction
    {
        public override int Invoke(ParseResult parseResult)
        {
            new HelpAction().Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (var line in examples.Split('\n'))
            {
                output.WriteLine("  " + line.TrimEnd());
            }

            return 0;
        }
    }
}
