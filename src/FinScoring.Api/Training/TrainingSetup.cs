using FinScoring.Api.Training.Jobs;
using FinScoring.Api.Training.Uploads;
using FluentValidation;

namespace FinScoring.Api.Training;

internal static class TrainingSetup
{
    public static void AddTraining(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddOptionsWithValidateOnStart<TrainingSettings>().BindConfiguration("Training").ValidateDataAnnotations();

        services.AddSingleton<IValidator<TrainingRequest>, TrainingRequestValidator>();
        services.AddSingleton<IValidator<JobFilter>, JobFilterValidator>();
        services.AddSingleton<Staging>();
        services.AddSingleton<UploadReader>();
        services.AddSingleton<TrainingIntake>();

        services.AddSingleton<LiveJobs>();
        services.AddSingleton<JobBook>();
        services.AddSingleton<JobLedger>();
        services.AddSingleton<JobQueue>();
        services.AddSingleton<JobWait>();
        services.AddSingleton<JobCancellation>();

        services.AddSingleton<JobPublisher>();
        services.AddSingleton<JobRun>();
        services.AddHostedService<JobRunner>();
    }
}
