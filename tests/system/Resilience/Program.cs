using System.Globalization;
using System.Runtime.InteropServices;
using Ecommerce.Resilience;
using Ecommerce.Resilience.Shops;

if (!Options.TryParse(args, out var trial))
{
    Console.Error.WriteLine(Options.Usage);
    return 2;
}

var interrupted = new TaskCompletionSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
var begin = TimeProvider.System.GetTimestamp();

Say($"seed {trial.Seed}, {trial.Rate} arrivals a second for {trial.Duration.TotalMinutes} minutes");
await using var shop = await Shop.OpenAsync();
Say("the shop is open");
var run = new Proof(shop, trial, Say).RunAsync();
if (await Task.WhenAny(run, interrupted.Task) != run) return 130;
var report = await run;
Console.WriteLine($"\n{report}");
if (report.Holds) return 0;
Say($"what the services said is in {await shop.KeepLogsAsync()}");
return 1;

void Say(string line)
    => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{TimeProvider.System.GetElapsedTime(begin):mm\\:ss} {line}"));

// Whoever ends it waits until all that it started has gone.
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    interrupted.TrySetResult();
}
