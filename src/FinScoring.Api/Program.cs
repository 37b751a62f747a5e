using FinScoring.Api.Database;
using FinScoring.Api.Health;
using FinScoring.Api.Http;
using FinScoring.Api.Metrics;
using FinScoring.Api.Models;
using FinScoring.Api.Prediction;
using FinScoring.Api.Reasons;
using FinScoring.Api.Reports;
using FinScoring.Api.Training;

// A training runs in a child process of this same program.
if (TrainingWorker.IsRequested(args))
    return TrainingWorker.Run(args);

var builder = WebApplication.CreateBuilder(args);
builder.AddLogs();
builder.AddHttp();
builder.AddProblems();
builder.AddDatabase();
builder.AddModels();
builder.AddReasons();
builder.AddPrediction();
builder.AddTraining();
builder.AddMeasurements();
builder.AddApiDocs();

var app = builder.Build();
app.UseProblems();
app.MapTraining();
app.MapPrediction();
app.MapModels();
app.MapReasons();
app.MapReports();
app.MapHealth();
app.MapMetrics();
app.MapApiDocs();
return app.RunService();
